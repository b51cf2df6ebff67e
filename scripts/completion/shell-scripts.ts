/** Shell that completion is written for. */
export type ShellName = 'bash' | 'zsh' | 'fish';

/** The shells, in the order of the help. */
export const shellNames: readonly ShellName[] = ['bash', 'zsh', 'fish'];

/**
 * Script that a shell reads to complete `catalog`: it asks the program itself, with what is typed, and hears one candidate a line,
 * with its description behind a tab. Where no command of that name is installed, `catalog` becomes one.
 *
 * @param program path of the program
 */
export function completionScript(shell: ShellName, program: string): string {
  return scripts[shell](`'${program.replaceAll("'", "'\\''")}'`);
}

const scripts: Readonly<Record<ShellName, (program: string) => string>> = {
  bash: (program) => `# Completion of catalog for Bash.
type catalog >/dev/null 2>&1 || catalog() { node ${program} "$@"; }

_catalog() {
  local line="\${COMP_LINE:0:\${COMP_POINT}}" answer value
  local -a words
  read -ra words <<< "$line"
  case "$line" in *[[:space:]]) words+=("") ;; esac
  local current="\${words[\${#words[@]}-1]}"
  # Bash divides words at = and :, and replaces what stands behind them alone.
  local behind="\${current%"\${current##*[=:]}"}"
  COMPREPLY=()
  while IFS= read -r answer; do
    value="\${answer%%$'\\t'*}"
    case "$value" in
      :files) compopt -o default 2>/dev/null ;;
      *=) compopt -o nospace 2>/dev/null; COMPREPLY+=("\${value#"$behind"}") ;;
      *) COMPREPLY+=("\${value#"$behind"}") ;;
    esac
  done < <(catalog complete -- "\${words[@]:1}" 2>/dev/null)
}
complete -F _catalog catalog
`,
  zsh: (program) => `# Completion of catalog for Zsh.
(( $+commands[catalog] )) || catalog() { node ${program} "$@" }
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }

_catalog() {
  local -a whole begun
  local answer value
  for answer in "\${(@f)$(catalog complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
    value="\${answer%%$'\\t'*}"
    case "$value" in
      '') ;;
      :files) _files ;;
      *=) begun+=("\${value//:/\\\\:}") ;;
      *) whole+=("\${\${answer//:/\\\\:}/$'\\t'/:}") ;;
    esac
  done
  (( $#whole )) && _describe -V catalog whole
  (( $#begun )) && _describe -V catalog begun -S ''
}
compdef _catalog catalog
`,
  fish: (program) => `# Completion of catalog for fish.
type -q catalog; or function catalog; node ${program} $argv; end

function __catalog_complete
  set -l words (commandline -opc)
  set -l current (commandline -ct)
  set -l answers (catalog complete -- $words[2..-1] "$current" 2>/dev/null)
  if contains -- :files $answers
    __fish_complete_path "$current"
  else
    printf '%s\\n' $answers
  end
end
complete -c catalog -f -k -a '(__catalog_complete)'
`,
};
