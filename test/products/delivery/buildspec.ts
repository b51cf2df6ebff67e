import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { parse } from 'yaml';
import { programOf } from '../../tools/left-out';
import { bash } from '../../tools/tools';
import { properties } from './launch';

/** A project's buildspec as CodeBuild reads it. */
export interface BuildSpec {
  readonly phases: {
    readonly install?: { readonly 'runtime-versions': { readonly nodejs: number } };
    readonly build: { readonly commands: readonly string[] };
  };
  readonly reports?: Readonly<Record<string, { readonly files: readonly string[]; readonly 'base-directory': string }>>;
  readonly artifacts?: { readonly files: readonly string[]; readonly 'exclude-paths'?: readonly string[] };
}

/** The buildspec of a project, by its logical id. */
export function buildSpec(logicalId: string, answers: Readonly<Record<string, string>> = {}): BuildSpec {
  return buildSpecOf(properties(logicalId, answers));
}

/** The buildspec in a project's properties. */
export function buildSpecOf({ Source }: ReturnType<typeof properties>): BuildSpec {
  return parse((Source as { readonly BuildSpec: string }).BuildSpec);
}

/** Result of a build: its exit code and its outputs. */
export interface Build {
  readonly code: number;
  /** Both outputs, in order. */
  readonly output: string;
}

/** A folder to build in, and what is on the build machine. */
export class BuildMachine {
  readonly folder = mkdtempSync(join(tmpdir(), 'build-'));
  private readonly programs = mkdtempSync(join(tmpdir(), 'programs-'));

  /** Puts a file into the folder. */
  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  /** Puts a program onto the machine, in front of one of the same name; `calls` in the folder says how it was called. */
  install(name: string, script: string): void {
    const path = join(this.programs, name);
    writeFileSync(path, `#!${programOf(bash)}\necho "${name} $*" >> "${this.folder}/calls"\n${script}\n`);
    chmodSync(path, 0o755);
  }

  /** Runs a project's commands up to the first that fails, each in a Bash of its own: CodeBuild promises no more. */
  async run(logicalId: string, variables: Readonly<Record<string, string>>): Promise<Build> {
    const outputs: string[] = [];
    for (const command of buildSpec(logicalId).phases.build.commands) {
      const { code, output } = await this.runCommand(command, variables);
      outputs.push(output);
      if (code !== 0) return { code, output: outputs.join('') };
    }
    return { code: 0, output: outputs.join('') };
  }

  private runCommand(command: string, variables: Readonly<Record<string, string>>): Promise<Build> {
    const env = { ...process.env, ...variables, PATH: [this.programs, process.env.PATH].join(delimiter) };
    return new Promise((done) => {
      execFile(programOf(bash), ['-c', `exec 2>&1\n${command}`], { cwd: this.folder, env }, (error, output) => {
        done({ code: error ? Number(error.code) : 0, output });
      });
    });
  }
}
