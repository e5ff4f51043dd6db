//! How a run ends: the exit codes of all commands.

use std::process::ExitCode;

/// An exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    Success = 0,
    Failure = 1,
    Usage = 2,
}

/// What they mean, for `--help` and the manual.
pub const HELP: &str = "\
Exit codes:
  0  success
  1  failure: one sentence on standard error says what is wrong; `inspect` found a damaged catalog
  2  wrong usage: an unknown command or option, or a value that is not valid";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(exit as u8)
    }
}
