/** Whether a type is that of a custom resource with a name of its own: `Custom::Anything`. */
export function isCustom(type: string): boolean {
  return /^Custom::[\w@-]{1,60}$/.test(type);
}

/** Name under which AWS's database and the facts have a type: custom resources are written `Custom::Anything` too. */
export function databaseName(type: string): string {
  return isCustom(type) ? 'AWS::CloudFormation::CustomResource' : type;
}

/** Whether a type is that of a custom resource, under a name of its own or not. */
export function isCustomResource(type: string): boolean {
  return databaseName(type) === 'AWS::CloudFormation::CustomResource';
}
