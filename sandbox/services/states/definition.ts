import aslValidator from 'asl-validator';

/** Problems of a definition in the Amazon States Language, each with its code. */
export function definitionProblems(text: string): string[] {
  try {
    const definition: unknown = JSON.parse(text);
    if (typeof definition !== 'object' || definition === null) return ['INVALID_JSON_DESCRIPTION: No JSON object'];
    return aslValidator(definition).errors.map((each) => `${each['Error code']}: ${each.Message}`);
  } catch (error) {
    // The validator itself stumbles over what is no state machine at all.
    return [`INVALID_JSON_DESCRIPTION: ${error instanceof Error ? error.message : error}`];
  }
}
