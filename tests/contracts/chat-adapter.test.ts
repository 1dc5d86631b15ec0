import { discordPlatform } from './chat/discord-driver.js';
import { slackPlatform } from './chat/slack-driver.js';
import { terminalPlatform } from './chat/terminal-driver.js';
import { describeChatPlatform, describePlatform } from './chat-adapter.js';

for (const platform of [discordPlatform, slackPlatform, terminalPlatform]) describePlatform(platform);
for (const platform of [discordPlatform, slackPlatform]) describeChatPlatform(platform);
