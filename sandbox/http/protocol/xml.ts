/** Text, made safe to stand between tags or in an attribute. Characters that XML 1.0 can't hold become U+FFFD. */
export function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML forbids.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
      .replace(/\r/g, '&#xD;')
  );
}

/** An element with text. */
export function textElement(name: string, text: string | number | boolean): string {
  return `<${name}>${escapeXml(String(text))}</${name}>`;
}

/** An element with content that is XML already. */
export function element(name: string, content: string, namespace?: string): string {
  return `<${name}${namespace ? ` xmlns="${namespace}"` : ''}>${content}</${name}>`;
}
