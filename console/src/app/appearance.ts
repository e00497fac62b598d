import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles';
import { useLayoutEffect, useSyncExternalStore } from 'react';
import { usePreference } from '../ui/preference';

export type ModeChoice = 'system' | 'light' | 'dark';
export type DensityChoice = 'comfortable' | 'compact';

export function useModeChoice(): [ModeChoice, (choice: ModeChoice) => void] {
  return usePreference<ModeChoice>('mode', 'system');
}

export function useDensityChoice(): [DensityChoice, (choice: DensityChoice) => void] {
  return usePreference<DensityChoice>('density', 'comfortable');
}

/** Whether the console is shown dark, by choice or because the system is. */
export function useDark(): boolean {
  const [choice] = useModeChoice();
  const systemDark = useSyncExternalStore(subscribeToSystem, () => systemMode().matches);
  return choice === 'dark' || (choice === 'system' && systemDark);
}

/** Puts mode and density on the page. Called once, at the root. */
export function useAppearance(): void {
  const dark = useDark();
  const [density] = useDensityChoice();
  useLayoutEffect(() => applyMode(dark ? Mode.Dark : Mode.Light), [dark]);
  useLayoutEffect(
    () => applyDensity(density === 'compact' ? Density.Compact : Density.Comfortable),
    [density],
  );
}

function systemMode(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)');
}

function subscribeToSystem(listener: () => void): () => void {
  const system = systemMode();
  system.addEventListener('change', listener);
  return () => system.removeEventListener('change', listener);
}
