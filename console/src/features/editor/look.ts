import * as tokens from '@cloudscape-design/design-tokens';
import type { CSSProperties } from 'react';

/** The design system's tokens under names that editor.css can use; they follow mode and density. */
export const LOOK = {
  '--job-surface': tokens.colorBackgroundContainerContent,
  '--job-raised': tokens.colorBackgroundLayoutMain,
  '--job-code': tokens.colorBackgroundCodeView,
  '--job-border': tokens.colorBorderDividerDefault,
  '--job-border-soft': tokens.colorBorderDividerSecondary,
  '--job-selected': tokens.colorBorderItemSelected,
  '--job-hover': tokens.colorBackgroundDropdownItemHover,
  '--job-text': tokens.colorTextBodyDefault,
  '--job-text-soft': tokens.colorTextBodySecondary,
  '--job-error': tokens.colorTextStatusError,
  '--job-warning': tokens.colorTextStatusWarning,
  '--job-good': tokens.colorTextStatusSuccess,
  '--job-mono': tokens.fontFamilyMonospace,
} as CSSProperties;
