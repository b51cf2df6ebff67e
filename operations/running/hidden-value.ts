/** Text that CloudFormation shows in the place of a `NoEcho` parameter's value. */
export const HIDDEN_VALUE = '****';
