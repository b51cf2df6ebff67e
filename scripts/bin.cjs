#!/usr/bin/env node
// The AWS SDK's notice of the Node versions that it will drop is for who maintains this, not for who uses it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
// The sources are TypeScript and are run as they are: tsx compiles them on import.
import('tsx').then(() => require('./catalog.ts').main());
