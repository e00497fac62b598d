import TopNavigation from '@cloudscape-design/components/top-navigation';
import { useNavigate } from 'react-router';
import { signOut } from '../api/session';
import { shell } from '../strings/shell';
import { useFollow } from '../ui/RouteLink';
import { useDensityChoice, useModeChoice, type DensityChoice, type ModeChoice } from './appearance';
import { forgetSession, useSession } from './session';

export function TopBar() {
  const session = useSession();
  const follow = useFollow();
  const navigate = useNavigate();
  const appearance = useAppearanceMenu();
  const leave = async () => {
    await signOut();
    forgetSession();
    await navigate('/sign-in');
  };

  return (
    <header id="top">
      <TopNavigation
        identity={{ href: '/', title: shell.product, onFollow: follow }}
        i18nStrings={{
          overflowMenuTriggerText: shell.top.menu,
          overflowMenuTitleText: shell.top.menu,
        }}
        utilities={[
          appearance,
          {
            type: 'menu-dropdown',
            text: session.AccessKeyId,
            description: shell.top.account(session.Account),
            iconName: 'user-profile',
            items: [
              { id: 'settings', text: shell.top.settings, href: '/settings' },
              { id: 'sign-out', text: shell.top.signOut },
            ],
            onItemFollow: follow,
            onItemClick: ({ detail }) => {
              if (detail.id === 'sign-out') void leave();
            },
          },
        ]}
      />
    </header>
  );
}

function useAppearanceMenu() {
  const [mode, setMode] = useModeChoice();
  const [density, setDensity] = useDensityChoice();
  const modes: ModeChoice[] = ['system', 'light', 'dark'];
  const densities: DensityChoice[] = ['comfortable', 'compact'];
  return {
    type: 'menu-dropdown' as const,
    text: shell.top.appearance,
    items: [
      {
        id: 'modes',
        text: shell.top.mode,
        items: modes.map(id => choice(id, shell.top[id], id === mode)),
      },
      {
        id: 'densities',
        text: shell.top.density,
        items: densities.map(id => choice(id, shell.top[id], id === density)),
      },
    ],
    onItemClick: ({ detail }: { detail: { id: string } }) => {
      const chosenMode = modes.find(id => id === detail.id);
      const chosenDensity = densities.find(id => id === detail.id);
      if (chosenMode) setMode(chosenMode);
      if (chosenDensity) setDensity(chosenDensity);
    },
  };
}

function choice(id: string, text: string, checked: boolean) {
  return { id, text, itemType: 'checkbox' as const, checked };
}
