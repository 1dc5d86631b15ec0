import { termOfWord } from '../article/tokens.js';

/**
 * Words that news writers and their readers use for the same thing, a group a line. Written from general newsroom
 * usage. A group need not be transitive with others: a word may stand in several.
 */
const GROUPS = `
kill die slay fatality murder assassinate perish toll lose
kill gun shoot shot fatal dead
hurt injure wound casualty harm
casualty toll victim dead
corpse body remains dead
bury funeral burial laid rest inter
shoot fire gun
fire launch shoot
bomb strike hit shell bombard raid blast pound airstrike attack
blast explosion detonate explode bomb
attack assault raid strike offensive hit onslaught storm
raid storm enter incursion
enter go storm reach cross
invade ground incursion offensive
weapon arm ammunition munition
soldier troop army military force serviceman
army military force
reservist reserve
fighter militant gunman combatant
fight hostility combat war battle clash
war conflict fighting hostility
ceasefire truce cease halt pause
pause truce break lull suspension
truce pause ceasefire agreement deal
stop halt cease end suspend discontinue
end finish conclude close expire
pause suspend freeze halt
suspend freeze stop withhold pause
resume restart renew
begin start commence open launch
extend prolong lengthen
hostage captive abductee detainee
abduct kidnap seize snatch capture
seize capture hijack take
free release let liberate
free rescue liberate
prisoner detainee inmate
jail prison custody
arrest detain hold
call phone telephone talk speak conversation
call urge demand appeal ask
call name term describe
talk speak discuss meet converse negotiate
talk negotiation dialogue
meet meeting talk sit
meeting session summit conference gathering
session meeting sit
summit conference meeting
conference meeting forum summit
press journalist reporter correspondent media
journalist reporter cameraman correspondent videographer
presser conference press
say state tell declare announce add note
tell say inform
announce declare unveil disclose reveal public
publish release issue
statement declaration communique text
reveal disclose show
describe call term
accuse blame allege
allege accuse claim
deny reject dismiss
reject refuse oppose decline
refuse reject decline
oppose reject against object
object oppose reject
criticize condemn denounce blast
condemn denounce deplore
praise applaud welcome commend hail laud
welcome praise applaud greet
thank grateful gratitude
warn caution alert
fear worry concern
concern worry anxious
angry anger outrage fury
shock dismay disappoint
urge call press appeal ask
ask request demand seek call
request ask application
demand ask call require insist
insist demand
want seek wish demand ask
aim goal objective purpose intend target
goal aim objective
target goal aim
target site position
plan intend scheme
promise pledge vow commit
pledge promise commit contribute donate
vow pledge promise
donate give contribute pledge
donor contributor
fund funding money finance contribution
money fund sum aid cash
aid relief assistance help humanitarian supply
relief aid assistance
help assist aid support
support back backing endorse
supply good provision aid
deliver bring transport send
send dispatch deploy
convoy truck lorry
truck lorry vehicle
lorry truck
vehicle car truck
ambulance vehicle
fuel diesel petrol
tanker truck
electricity power
power plant station electricity
water drink
food hunger
hunger famine starvation food
famine starvation hunger
flour wheat
loot steal plunder
looter thief
shelter refuge house
shelter accommodate host
depot warehouse store
warehouse depot
flee leave evacuate escape
displace uproot flee drive
evacuate leave clear move transfer
leave exit depart go
relocate move transfer displace
expel drive displace
home house residence
house home residence housing unit
building structure facility
damage destroy harm ruin
destroy demolish ruin
hospital clinic medical facility health
clinic hospital
patient sick
sick ill illness
illness disease ailment sickness
ailment disease illness
medicine drug medication medical
doctor physician medic
baby infant newborn preemie
premature preemie preterm
child kid minor boy girl
kid child
boy child male
girl child female
woman female lady
old elderly aged age
elderly old
young youth
spouse husband wife
husband spouse
wife spouse
family relative
student college pupil
worker employee staff
staff employee worker personnel
employee staff worker
colleague staff
job employment work
unemployment jobless
jobless unemployment unemployed
lay sack dismiss fire
dismiss sack fire
resign quit step
appoint name pick select choose designate
choose pick select
pick appoint choose
chair preside head lead
head lead chief leader
leader head chief ruler
ruler leader king
king monarch
monarch king
prince royal
president leader head
premier prime minister
minister secretary
diplomat envoy ambassador
envoy ambassador representative diplomat emissary
ambassador envoy
spokesman spokesperson spokeswoman
spokesperson spokesman
official officer
chancellor leader
lawyer attorney prosecutor
prosecutor lawyer
judge justice bench
court tribunal judge
case lawsuit suit complaint
file lodge submit bring
submit file lodge
hearing plead
rule ruling order
order instruct command direct
instruct order
measure step action
decision ruling
law legal legislation
vote ballot
vote favour against
veto block stop
block obstruct prevent veto
abstain abstention
adopt pass approve
pass adopt approve
approve endorse adopt pass
fail fall reject
draft text resolution
text draft resolution document wording
resolution text draft
amendment change
document paper letter text
letter message
letter write
sponsor propose table
propose put suggest present
suggest propose
offer propose
present give submit
author draft write
write draft
attend participate join take
participate attend join
participant attendee member
join participate
member state country
country nation state
nation country state
sever cut break
cut sever reduce
break sever cut
tie relation link
relation tie
recall withdraw
withdraw recall pull
visit trip tour travel
trip visit tour travel journey
tour visit trip
travel go fly visit
fly flight aircraft plane
plane aircraft jet
aircraft plane jet
drone unmanned
ship vessel boat
vessel ship
boat ship
cargo freight
crew sailor seaman
sail shipping
navy naval maritime
sea maritime
border frontier crossing
frontier border
crossing border gate
gate crossing
route road corridor way
corridor route
road route
town city village
city town
village town community
region area
area zone region
zone area
capital city
north northern
south southern
east eastern
west western
suburb district
camp refugee
refugee displaced
settler settlement
territory land area
land territory
sovereignty independent
independence independent
solution settlement answer
answer reply respond response
reply answer respond
respond reaction answer
reaction respond response
react respond reaction
effort attempt try
try attempt seek
peace settlement
mediate broker
mediator broker go-between
broker mediate arrange
deal agreement accord
agreement deal accord arrangement
arrange organize
condition term
swap exchange
exchange swap
number count figure total
count number figure tally
figure number count
toll count number
total sum number
sum amount total
amount sum
share portion proportion percent
portion share percent
percentage share percent
rise increase grow climb
increase rise grow
grow rise increase
fall drop decline decrease
drop fall decline
decline fall drop
reduce cut decrease
double twice
income revenue earnings
revenue income
earn revenue
cost price
price cost
economy economic gdp
trade commerce
company firm business
firm company
owner own
own owner possess
charter hire rent
hire charter
flag register
insure insurance
school education
university college
teacher education
mosque prayer
church christian
film movie video
movie film
show screen display
screen show
picture image photo footage
footage video image
video footage film
list name
name identify
identify name recognize
identity identify
unidentified unknown
sign evidence
evidence proof sign
proof evidence
find discover
discover find
investigate probe inquiry examine
inquiry probe investigation
review examine
check verify
verify confirm
confirm verify
claim say assert
assert claim
estimate assessment
assess assessment estimate
believe think
think believe
expect anticipate
hope expect
sure certain
certain sure
possible may
impossible cannot
able can
difficult hard
hard difficult
danger risk threat
risk danger
threat danger
threaten warn threat
security safety
safe safety secure
protect safeguard
guard protect
watch monitor observe
observe monitor watch
observer monitor
monitor watchdog observer
search look
look search
spokesman spokesperson
speech address remarks
address speech speak
remark comment say
comment remark
interview tell
article report
report account
account report
news report
agency office organization
organization group body
body organization corpse
group movement faction
movement group
faction group
party group
coalition alliance force
force coalition
task operation
operation campaign
campaign operation offensive
mission operation
navy fleet
base airbase
phase stage
stage phase
first initial
initial first
early begin
late end
last previous final
previous earlier former
earlier previous before
former previous
before ahead previous
after follow
follow after
next follow
day date
date day
hour time
time hour
week fortnight
month monthly
year annual
today current
current now latest
recent latest new
new recent
blackout outage cut communication
communication internet telephone network
internet web online communication
web internet online
landline telephone
telephone phone call
collapse fall
crash fall
mistake error
error mistake
blunder mistake
regret sorry
apology apologize
permit allow let
allow permit let
let allow permit
forbid ban prohibit
ban forbid prohibit
sanction embargo
embargo sanction ban
blockade siege
siege blockade
surround siege encircle
besiege siege
cut sever
genocide massacre
massacre kill
terrorist terror
terror terrorist
crime atrocity
cruelty brutal
brutal cruelty
suffer suffering
need require
require need
lack shortage without
shortage lack
without lack
entire whole
whole entire
most majority
majority most
few some
several many
big large great
large big
huge large
small little
little small
quick fast soon
soon quick
immediate once
urgent immediate
task duty job
duty job role
role duty
career work
language tongue
tongue language
speak language
citizen national nationality
nationality national citizen
foreigner foreign
foreign foreigner
civilian people
resident people inhabitant
inhabitant resident people
population people resident
people person resident
god religious
oil crude
ceremony funeral
holiday feast
weather rain
cold winter
winter cold
tunnel underground
rocket missile
missile rocket
tank armour
bulldozer machine
stone rock
white cloth flag
stick pole
`;

/** Verbs of two words, whose parts say nothing alone: first the phrase, then single words for it. */
const PHRASES: Readonly<Record<string, string>> = {
  'set up': 'found establish create',
  'put up': 'lodge shelter accommodate house',
  'lay rest': 'bury burial funeral',
  'laid rest': 'bury burial funeral',
  'let go': 'free release',
  'let out': 'free release',
  'let in': 'allow enter admit',
  'set free': 'free release',
  'give up': 'release surrender',
  'gun down': 'shoot kill',
  'shot dead': 'kill shoot',
  'call off': 'cancel',
  'called off': 'cancel',
  'pull out': 'withdraw leave',
  'break off': 'sever cut',
  'cut off': 'sever stop',
  'sever ties': 'break relation',
  'hand over': 'deliver give transfer',
  'carry out': 'conduct launch',
  'take part': 'attend participate join',
  'took part': 'attend participate join',
  'clear out': 'evacuate leave move',
  'move out': 'evacuate leave',
  'make off': 'steal take',
  'made off': 'steal take',
  'fall out': 'differ disagree',
  'fell out': 'differ disagree',
  'foot bill': 'expense pay cost',
  'footed bill': 'expense pay cost',
  'put off': 'postpone delay',
  'put forward': 'propose present submit',
  'bring up': 'raise mention',
  'run out': 'end exhaust',
  'ran out': 'end exhaust',
  'shut down': 'close stop',
  'go dead': 'cut stop',
  'went dead': 'cut stop',
  'speak out': 'condemn criticize',
  'say no': 'against reject refuse',
  'said no': 'against reject refuse',
  'vote down': 'reject against fail',
  'turn down': 'reject refuse decline',
  'rule out': 'reject exclude',
  'sit down': 'meet talk',
  'find out': 'discover learn',
  'point out': 'note say',
  'call for': 'demand urge ask',
  'ask for': 'demand request',
  'send back': 'return',
  'sent back': 'return',
  'bring back': 'return recall',
  'step down': 'resign',
  'come back': 'return',
  'came back': 'return',
  'go back': 'return',
  'get through': 'reach enter',
  'got through': 'reach enter',
  'hold up': 'delay block',
  'held up': 'delay block',
  'work out': 'identify calculate',
  'face face': 'meet person',
  'in person': 'meet',
  'drive home': 'displace',
  'wipe out': 'destroy',
  'cut short': 'end only',
  'back down': 'yield',
  'take over': 'seize control',
  'turn up': 'arrive appear',
  'look into': 'investigate',
  'side with': 'support',
};

/**
 * Terms of single words for a verb of two words.
 *
 * @param first  folded content word
 * @param next  folded words behind it, nearest first; the second part stands within three words of the first
 */
export function phraseSynonyms(first: string, next: readonly string[]): readonly string[] {
  for (const second of next.slice(0, 3)) {
    const words = PHRASES[`${first} ${second}`] ?? PHRASES[`${baseOf(first)} ${second}`];
    if (words !== undefined) return words.split(' ').map(termOfWord);
  }
  return [];
}

/** "cleared" and "clears" begin the same phrases as "clear". */
function baseOf(word: string): string {
  return word.replace(/(?:ned|ed|s|ning|ing)$/u, '');
}

let table: Map<string, Set<string>> | undefined;

/**
 * Terms of other words for the same thing.
 *
 * @param term  a stem as `termOfWord` gives it
 * @returns empty when the word has none
 */
export function synonymsOf(term: string): ReadonlySet<string> {
  table ??= buildTable();
  return table.get(term) ?? NONE;
}

const NONE: ReadonlySet<string> = new Set();

/** The first word of a line has the others as synonyms, and they have it: they do not have one another. */
function buildTable(): Map<string, Set<string>> {
  const built = new Map<string, Set<string>>();
  const link = (from: string, to: string): void => {
    if (from === to) return;
    const known = built.get(from) ?? new Set<string>();
    built.set(from, known.add(to));
  };
  for (const line of GROUPS.trim().split('\n')) {
    const [main = '', ...others] = line.split(' ').map(termOfWord);
    for (const other of others) {
      link(main, other);
      link(other, main);
    }
  }
  return built;
}
