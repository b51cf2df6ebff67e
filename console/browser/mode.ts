import { applyMode, Mode } from '@cloudscape-design/global-styles';

const KEY = 'mode';
const system = matchMedia('(prefers-color-scheme: dark)');

/** Whether the page is dark: as somebody chose, else as the system is. */
export function isDark(): boolean {
  const chosen = localStorage.getItem(KEY);
  return chosen === null ? system.matches : chosen === 'dark';
}

/** Keeps the page as light or dark as the system is, while nobody has chosen. */
export function followSystemMode(): void {
  apply();
  system.addEventListener('change', apply);
}

/** Changes from light to dark, or back, and keeps that. */
export function toggleMode(): void {
  localStorage.setItem(KEY, isDark() ? 'light' : 'dark');
  apply();
}

function apply(): void {
  applyMode(isDark() ? Mode.Dark : Mode.Light);
}
