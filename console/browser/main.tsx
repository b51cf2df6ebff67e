import '@cloudscape-design/global-styles/index.css';
import './page.css';
import I18nProvider from '@cloudscape-design/components/i18n';
import messages from '@cloudscape-design/components/i18n/messages/all.en';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError } from './api';
import { App } from './app';
import { followSystemMode } from './mode';
import { takeToken } from './token';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      refetchOnWindowFocus: false,
      // AWS's throttling passes; nothing else is mended by asking again.
      retry: (count, error) => count < 5 && error instanceof ApiError && error.problem.kind === 'throttled',
      staleTime: 10_000,
    },
  },
});

async function start(): Promise<void> {
  followSystemMode();
  await takeToken();
  const element = document.getElementById('page');
  if (!element) return;
  createRoot(element).render(
    <StrictMode>
      <I18nProvider locale="en" messages={[messages]}>
        <QueryClientProvider client={queries}>
          <App />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}

void start();
