//! What a program costs the machine.

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::shell::{line_of, root};

/// The cost of one run. What only Linux tells is missing elsewhere.
pub struct Cost {
    pub seconds: f64,
    /// Seconds of all cores together.
    pub cpu: Option<f64>,
    /// The most bytes of memory that it had at a time.
    pub peak: Option<u64>,
}

/// Ticks of a second in the kernel's files, the same on every machine that Linux runs on today.
const TICKS: f64 = 100.0;

/// Runs a program to its end and measures it; an exit code other than 0 is an error.
pub fn measure(command: &mut Command) -> Result<Cost, String> {
    command.current_dir(root()).stdin(Stdio::null());
    let line = line_of(command);
    let before = ticks();
    let start = Instant::now();
    let mut child = command.spawn().map_err(|error| format!("can't run `{line}`: {error}"))?;
    let mut peak = None;
    let status = loop {
        // With the process the kernel forgets how much it had: the last look counts.
        peak = peak.max(peak_of(child.id()));
        let ended =
            child.try_wait().map_err(|error| format!("can't wait for `{line}`: {error}"))?;
        if let Some(status) = ended {
            break status;
        }
        thread::sleep(Duration::from_millis(2));
    };
    let seconds = start.elapsed().as_secs_f64();
    let cpu = before.zip(ticks()).map(|(before, after)| (after - before) / TICKS);
    match status.success() {
        true => Ok(Cost { seconds, cpu, peak }),
        false => Err(format!("`{line}` failed ({status})")),
    }
}

/// Ticks of the processor for all children that have ended.
fn ticks() -> Option<f64> {
    ticks_in(&fs::read_to_string("/proc/self/stat").ok()?)
}

fn ticks_in(stat: &str) -> Option<f64> {
    // The name of the program is in parentheses and may hold anything; cutime and cstime are the
    // 14th and 15th after it.
    let (_, after) = stat.rsplit_once(')')?;
    let mut fields = after.split_whitespace().skip(13);
    let mut next = || fields.next()?.parse::<f64>().ok();
    Some(next()? + next()?)
}

fn peak_of(process: u32) -> Option<u64> {
    peak_in(&fs::read_to_string(format!("/proc/{process}/status")).ok()?)
}

fn peak_in(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kernels_files_are_read() {
        let stat = "7 (a) b) S 1 2 3 4 5 6 7 8 9 10 11 12 130 20 20 0";
        assert_eq!(ticks_in(stat), Some(150.0));
        let status = "Name:\tx\nVmPeak:\t  9 kB\nVmHWM:\t    2 kB\nVmRSS:\t 1 kB\n";
        assert_eq!(peak_in(status), Some(2048));
        assert_eq!(peak_in("Name:\tx\n"), None);
    }

    #[test]
    fn a_program_is_measured() {
        let cost = measure(Command::new("rustc").arg("--version").stdout(Stdio::null())).unwrap();
        assert!(cost.seconds > 0.0);
        assert_eq!(cost.peak.is_some(), cfg!(target_os = "linux"));
        let error =
            measure(Command::new("rustc").arg("--nothing").stderr(Stdio::null())).err().unwrap();
        assert!(error.starts_with("`rustc --nothing` failed"), "{error}");
    }
}
