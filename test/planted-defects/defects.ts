/** Defect that a test must catch. Files move, so they are found by their text. */
export interface Defect {
  /** Folder that it is a core of, or a part of one. */
  readonly area: string;
  /** Line of one source file, or a part of it that stands nowhere else. */
  readonly text: string;
  /** Text that replaces it. */
  readonly planted: string;
  /** Words of a name in the test file that catches it, which stand in no other. */
  readonly caughtBy: string;
}

export const defects: readonly Defect[] = [
  {
    area: 'catalog/template',
    text: 'apply: (items, context) => !items.some((item) => holds(item, context))',
    planted: 'apply: (items, context) => items.some((item) => holds(item, context))',
    caughtBy: 'count only when the condition of their rule holds',
  },
  {
    area: 'catalog/release',
    text: 'if (newest && compareVersions(newest.version, version) >= 0) {',
    planted: 'if (newest && compareVersions(newest.version, version) > 0) {',
    caughtBy: 'refuses %s when 1.1.0 is released',
  },
  {
    area: 'catalog/comparison',
    text: "const least = property === 'MinLength' ? 0 : Number.NEGATIVE_INFINITY;",
    planted: "const least = property === 'MinLength' ? 9 : Number.NEGATIVE_INFINITY;",
    caughtBy: 'gives way to the lengths that it implies',
  },
  {
    area: 'catalog/permissions',
    text: "if (denied === true) return 'explicitDeny';",
    planted: "if (denied === true) return 'allowed';",
    caughtBy: 'is denied where any statement denies it, whatever allows it',
  },
  {
    area: 'catalog/product',
    text: 'const unexpected = Object.keys(template).find((section) => !known.includes(section));',
    planted: 'const unexpected = Object.keys(template).find((section) => section === known[-1]);',
    caughtBy: 'refuses what a construct reports with %s',
  },
  {
    area: 'catalog/proton',
    text: "filter((name) => !['name', 'environment', 'spec'].includes(name))",
    planted: "filter((name) => !['name', 'environment'].includes(name))",
    caughtBy: 'of a service has instances, each in its environment',
  },
  {
    area: 'products/network',
    text: 'Fn.conditionIf(perZone.logicalId, own.id, first.id)',
    planted: 'Fn.conditionIf(perZone.logicalId, first.id, own.id)',
    caughtBy: 'lead from each private subnet through its own table',
  },
  {
    area: 'products/data',
    text: '{ enabled: true, attributeName: expiresBy }',
    planted: '{ enabled: false, attributeName: expiresBy }',
    caughtBy: 'forget sessions and handled requests by themselves, content never',
  },
  {
    area: 'products/app',
    text: '{ ContentCreated: 1, ContentRemoved: -1 }',
    planted: '{ ContentCreated: 1, ContentRemoved: 1 }',
    caughtBy: 'counts what was created and what was removed',
  },
  {
    area: 'products/search',
    text: "Fn.conditionEquals(stack.choice('SearchNodes'), '3')",
    planted: "Fn.conditionEquals(stack.choice('SearchNodes'), '1')",
    caughtBy: 'there are as many nodes as the type has, each a service of one task',
  },
  {
    area: 'products/observability',
    text: 'alarmRule: anyOf([always.composite, ...tiers]),',
    planted: 'alarmRule: anyOf([always.composite]),',
    caughtBy: 'has one for the environment, on while any of the tiers’ is',
  },
  {
    area: 'products/delivery',
    text: "ResourceStatus?.endsWith('_FAILED') === true && ResourceStatusReason?.includes('cancelled') !== true",
    planted: "ResourceStatus?.endsWith('_FAILED') === true",
    caughtBy: 'is that of the first failure, and not of what was cancelled for it',
  },
  {
    area: 'products/environment',
    text: 'this.launched.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;',
    planted: 'this.launched.cfnOptions.updateReplacePolicy = CfnDeletionPolicy.DELETE;',
    caughtBy: 'terminates its tiers with it, but leaves them alone when one of another name takes their place',
  },
  {
    area: 'portfolios',
    text: 'home !== undefined && regions.includes(home) ? [{ region: home, stacks: homeStacks }, ...others] : others',
    planted: 'home !== undefined ? [{ region: home, stacks: homeStacks }, ...others] : others',
    caughtBy: "leaves the roles alone where the home isn't among the regions",
  },
  {
    area: 'portfolios/guard',
    text: "return isDeepStrictEqual(rest, DENY) && isOfTypes && (Resource === '*') !== Array.isArray(NotResource);",
    planted: "return isDeepStrictEqual(rest, DENY) && (Resource === '*') !== Array.isArray(NotResource);",
    caughtBy: 'takes its own with a condition more for what somebody set',
  },
  {
    area: 'portfolios/reconcile',
    text: 'one.shareTagOptions === other.shareTagOptions && one.sharePrincipals === other.sharePrincipals',
    planted: 'one.shareTagOptions === other.shareTagOptions || one.sharePrincipals === other.sharePrincipals',
    caughtBy: 'shares with the units and the organization that are declared',
  },
  {
    area: 'sandbox/store',
    text: 'this.attempts.at(-1)?.push({ key, value: this.root.get(key) });',
    planted: 'this.attempts.at(-1)?.push({ key, value: undefined });',
    caughtBy: 'an attempt that throws is undone, and the transaction around it goes on',
  },
  {
    area: 'sandbox/jobs',
    text: 'this.store.put(jobs, [Date.now() + afterMs, number], { kind, payload });',
    planted: 'this.store.put(jobs, [Date.now(), number], { kind, payload });',
    caughtBy: 'a job that is to wait does not run before its time',
  },
  {
    area: 'sandbox/cloudformation',
    text: "const verb = wanted.has(name) ? 'updated' : 'deleted';",
    planted: "const verb = wanted.has(name) ? 'deleted' : 'updated';",
    caughtBy: 'an update can neither change nor drop an export in use',
  },
  {
    area: 'sandbox/service-catalog',
    text: "if (status === 'UNDER_CHANGE' || status === 'PLAN_IN_PROGRESS') {",
    planted: "if (status === 'PLAN_IN_PROGRESS') {",
    caughtBy: 'refuses a second operation while one is under way',
  },
  {
    area: 'sandbox/iam',
    text: 'return BY_STRICTNESS.findLast((each) => decisions.includes(each))',
    planted: 'return BY_STRICTNESS.find((each) => decisions.includes(each))',
    caughtBy: 'each resource is judged by itself, the whole by the strictest',
  },
  {
    area: 'sandbox/s3',
    text: 'const common = delimiter ? commonPrefix(value.key, prefix, delimiter) : undefined;',
    planted: "const common = delimiter ? commonPrefix(value.key, '', delimiter) : undefined;",
    caughtBy: 'pages of any size, put together, are what the bucket holds, whatever the prefix and the delimiter',
  },
  {
    area: 'sandbox/sts',
    text: 'if (duration > role.maxSessionDuration) {',
    planted: 'if (duration > 2 * role.maxSessionDuration) {',
    caughtBy: 'refuses a session that is longer than the role allows',
  },
  {
    area: 'sandbox/ssm',
    text: 'if (existing && !input.Overwrite) {',
    planted: 'if (existing && input.Overwrite === null) {',
    caughtBy: 'refuses to write over a parameter unless asked to, and counts its versions',
  },
  {
    area: 'sandbox/events',
    text: 'return (values) => values.length > 0 === operand;',
    planted: 'return (values) => values.length > 0 || operand;',
    caughtBy: 'matches a field that is not there by its absence',
  },
  {
    area: 'sandbox/states',
    text: "if (existing && (existing.status !== 'RUNNING' || existing.input !== text)) {",
    planted: "if (existing && existing.status !== 'RUNNING') {",
    caughtBy: 'takes the same name and input twice for one execution',
  },
  {
    area: 'sandbox/organizations',
    text: "if (present) throw new AwsError('DuplicateOrganizationalUnitException'",
    planted: "if (!present) throw new AwsError('DuplicateOrganizationalUnitException'",
    caughtBy: 'have names that are unique in their parent, a parent, and five levels at the most',
  },
  {
    area: 'scripts',
    text: 'distance(typed.toLowerCase(), candidate.toLowerCase())',
    planted: 'distance(typed, candidate)',
    caughtBy: 'takes nothing for what is far from everything',
  },
];
