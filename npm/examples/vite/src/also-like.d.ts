import type { AlsoLikeElement, AlsoLikeEventMap } from "also-like";

type Options = "catalog" | "heading" | "headingLevel" | "layout" | "limit"; // And whichever you use.
type Listeners = { [Name in keyof AlsoLikeEventMap as `on${Name}`]?: (event: AlsoLikeEventMap[Name]) => void };

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "also-like": React.HTMLAttributes<AlsoLikeElement> & Partial<Pick<AlsoLikeElement, Options>> & Listeners;
    }
  }
}
