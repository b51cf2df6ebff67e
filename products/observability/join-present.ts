import { type CfnCondition, Fn } from 'aws-cdk-lib';

/** A piece of a text that may be left out at launch. */
export interface TextPart {
  readonly text: string;
  /** @default - always there */
  readonly when?: CfnCondition;
}

/** Text of the parts whose conditions hold, with a separator between them. The first part must always be there. */
export function joinPresent(separator: string, parts: readonly TextPart[]): string {
  const joined = parts.map(({ text, when }, index) => {
    if (index === 0) return text;
    const following = Fn.join('', [separator, text]);
    return when === undefined ? following : Fn.conditionIf(when.logicalId, following, '').toString();
  });
  return Fn.join('', joined);
}
