import type { FitViewOptions } from '@xyflow/react';

/** The whole graph, clear of the buttons and captions that lie over the canvas. */
export const FIT: FitViewOptions = {
  padding: { top: '64px', right: '60px', bottom: '56px', left: '24px' },
  maxZoom: 1,
};
