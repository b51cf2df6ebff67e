#!/usr/bin/env node
// The sources are TypeScript and are run as they are: tsx compiles them on import.
import('tsx').then(() => require('./catalog.ts').main());
