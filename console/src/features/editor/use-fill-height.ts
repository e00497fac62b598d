import { useCallback, useEffect, useLayoutEffect, useState } from 'react';
import { useNotifications } from '../../ui/notifications';

const LEAST = 360;

/** The height from where an element begins down to the end of the window. */
export function useFillHeight(): { ref: (element: HTMLElement | null) => void; height: number } {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [height, setHeight] = useState(LEAST);
  const measure = useCallback(() => {
    if (!element) return;
    const top = element.getBoundingClientRect().top + window.scrollY;
    setHeight(Math.max(LEAST, Math.floor(window.innerHeight - top)));
  }, [element]);
  // What stands above the element moves it: messages come and go.
  const messages = useNotifications().length;
  useLayoutEffect(() => {
    measure();
    const later = setTimeout(measure, 300);
    return () => clearTimeout(later);
  }, [measure, messages]);
  useEffect(() => {
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    // Notices above the element come and go inside the editor.
    const editor = element?.closest('.job-editor');
    if (editor) observer.observe(editor);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [measure, element]);
  return { ref: setElement, height };
}
