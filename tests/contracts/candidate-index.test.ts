import { createMiniSearchIndex } from '../../src/core/index/minisearch-index.js';
import { describeCandidateIndex } from './candidate-index.js';

describeCandidateIndex('MiniSearch', createMiniSearchIndex);
