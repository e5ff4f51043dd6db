/** The words of a text, as all engines but ours read it. */
export const terms = (text) => text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
