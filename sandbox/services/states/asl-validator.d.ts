/** The package has no types of its own. */
declare module 'asl-validator' {
  interface Verdict {
    readonly isValid: boolean;
    readonly errors: readonly { readonly 'Error code': string; readonly Message: string }[];
  }
  function validate(definition: object): Verdict;
  export = validate;
}
