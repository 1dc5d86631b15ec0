import { toWordTable } from './word-groups.js';

/**
 * Forms that Porter2 leaves apart although they are one word, first the form to which the others go. Verbs of reporting
 * and of conflict first: a question asks "what did X say" where the article has "said".
 */
const GROUPS = `
say said says saying
tell told
speak spoke spoken
meet met
leave left
go went gone goes
come came
give gave given
take took taken
send sent
bring brought
seek sought
fight fought
hold held
keep kept
lose lost loss
win won
become became
begin began begun
break broke broken
choose chose chosen
draw drew drawn
drive drove driven
fall fell fallen
feel felt
fly flew flown flight
find found
flee fled
forbid forbade forbidden
get got gotten
grow grew grown growth
hear heard
hide hid hidden
know knew known
lay laid
lead led
lie lay lain
mean meant
pay paid
rise rose risen
run ran
see saw seen
sell sold sale
shake shook shaken
shoot shot
shut shutdown
sit sat
stand stood
steal stole stolen
strike struck stricken
swear swore sworn
teach taught
think thought
throw threw thrown
understand understood
wake woke woken
wear wore worn
withdraw withdrew withdrawn withdrawal
write wrote written
buy bought
build built
catch caught
feed fed
die died dies dying dead death deaths
kill killed kills killing killings
injure injured injury injuries
wound wounded wounds
free freed frees freeing
sink sank sunk sunken
overthrow overthrew overthrown
spend spent
deal dealt
ride rode ridden
hang hung
light lit
blow blew blown
arise arose arisen
bus buses
arrive arrived arrival arrivals
deliver delivered delivery deliveries
refuse refused refusal
propose proposed proposal proposals
approve approved approval
resign resigned resignation
explode exploded explosion explosions
invade invaded invasion
evacuate evacuated evacuation evacuations
decide decided decision decisions
agree agreed agreement agreements
announce announced announcement announcements
appoint appointed appointment
abstain abstained abstention abstentions
veto vetoed vetoes vetoing
child children
person people persons
man men
woman women
foot feet
life lives
wife wives
half halves
crisis crises
media medium
analysis analyses
humanitarian humanitarians
organize organise organized organised
policy policies
centre center centres centers
defence defense
labour labor
programme program programmes programs
percent percentage percentages
normalization normalisation
truck trucks lorry lorries
euro euros
`;

const TABLE = toWordTable(GROUPS);

/** Words that Porter2 joins with an unrelated one (organ, intern, univers, polic, import, emerg); they are their own term. */
const KEPT_APART: ReadonlyMap<string, string> = new Map([
  ['organization', 'organization'],
  ['organizations', 'organization'],
  ['organisation', 'organization'],
  ['organisations', 'organization'],
  ['university', 'university'],
  ['universities', 'university'],
  ['police', 'police'],
  ['international', 'international'],
  ['important', 'important'],
  ['importance', 'important'],
  ['emergency', 'emergency'],
  ['emergencies', 'emergency'],
]);

/** The term of a word that must not be stemmed, or undefined. Takes a folded word. */
export function unstemmedTerm(folded: string): string | undefined {
  return KEPT_APART.get(folded);
}

/** The form that stands for an irregular word's other forms, or undefined for a regular word. Takes a folded word. */
export function regularForm(folded: string): string | undefined {
  return TABLE.get(folded);
}
