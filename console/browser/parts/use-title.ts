import { useEffect } from 'react';

/** Sets the tab's title while a page is shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} – Bellyfed catalog`;
  }, [title]);
}
