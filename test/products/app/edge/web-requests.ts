/** A request as the firewall sees it. */
export interface WebRequest {
  readonly method: string;
  /** By name in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

interface Statement {
  readonly AndStatement?: { readonly Statements: readonly Statement[] };
  readonly OrStatement?: { readonly Statements: readonly Statement[] };
  readonly NotStatement?: { readonly Statement: Statement };
  readonly ByteMatchStatement?: Match & { readonly SearchString: string; readonly PositionalConstraint: string };
  readonly SizeConstraintStatement?: Match & { readonly Size: number; readonly ComparisonOperator: string };
}

interface Match {
  readonly FieldToMatch: { readonly Method?: object; readonly SingleHeader?: { readonly Name: string } };
  readonly TextTransformations: readonly { readonly Type: string }[];
}

/**
 * Whether a request matches a statement of a web ACL, for the kinds of statement that the origin rule is made of. A
 * header that isn't there matches nothing.
 *
 * @see https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements-match.html
 */
export function matchesStatement(statement: Statement, request: WebRequest): boolean {
  const { AndStatement, OrStatement, NotStatement, ByteMatchStatement, SizeConstraintStatement } = statement;
  if (AndStatement) return AndStatement.Statements.every((each) => matchesStatement(each, request));
  if (OrStatement) return OrStatement.Statements.some((each) => matchesStatement(each, request));
  if (NotStatement) return !matchesStatement(NotStatement.Statement, request);
  if (ByteMatchStatement?.PositionalConstraint === 'EXACTLY') {
    return part(ByteMatchStatement, request) === ByteMatchStatement.SearchString;
  }
  if (SizeConstraintStatement?.ComparisonOperator === 'GE') {
    const found = part(SizeConstraintStatement, request);
    return found !== undefined && found.length >= SizeConstraintStatement.Size;
  }
  throw new Error(`This kind of statement isn't understood: ${JSON.stringify(statement)}`);
}

function part({ FieldToMatch, TextTransformations }: Match, { method, headers = {} }: WebRequest): string | undefined {
  const found = FieldToMatch.Method ? method : headers[FieldToMatch.SingleHeader?.Name ?? ''];
  return TextTransformations.some(({ Type }) => Type === 'LOWERCASE') ? found?.toLowerCase() : found;
}
