import Footer from "@theme-original/DocItem/Footer";

export default function FooterAndBox(props) {
  return (
    <>
      <Footer {...props} />
      <also-like></also-like>
    </>
  );
}
