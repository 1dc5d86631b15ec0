const words = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/));

/** Capitalised words after which a person's name comes. */
export const TITLES = words(`
  President Premier Minister Secretary Chancellor Governor Mayor Ambassador Envoy Senator Congressman Congresswoman
  Representative Speaker Justice Judge Prosecutor Attorney Commissioner General Director Chairman Chairwoman Chair Chief
  Coordinator Rapporteur Admiral Colonel Major Captain Lieutenant Sergeant Corporal Commander Brigadier Marshal Doctor
  Professor Father Bishop Archbishop Cardinal Rabbi Imam Ayatollah Reverend Sir Lord Lady Dame Baroness Spokesman
  Spokeswoman Spokesperson Sheikh King Queen Prince Princess Pope Emperor Emir Sultan Mr Mrs Ms Miss Dr Prof Gen Lt Col
  Private Maj Capt Sgt Sen Rep Gov Adm Brig Rev Hon PM MP CEO Negotiator Adviser Advisor Officer`);

/** Titles that are part of the name when a single name follows: King Abdullah. */
export const ROYAL_TITLES = words('King Queen Prince Princess Pope Emperor Emir Sultan Sheikh Patriarch');

/** Titles that are written with a full stop, and St. */
export const SHORT_TITLES = words('Dr Mr Mrs Ms Gen Lt Col Maj Sgt Sen Rep Gov St Prof');

/** Words other than institutions that "of" joins to what follows. */
export const LINKED_NAMES = words(`
  State Republic Gulf Cape Strait Bay Kingdom Isle Sea House Permanent Doctors Reporters Chiefs Secretary Minister`);

/** Words in small letters that name what a person is: the spokesman Jens Laerke, Jens Laerke, a doctor. */
export const ROLES = words(`
  spokesman spokeswoman spokesperson president minister secretary chancellor governor mayor ambassador envoy senator
  lawmaker speaker judge prosecutor commissioner director chairman chairwoman chief coordinator rapporteur commander
  doctor professor author writer journalist reporter photographer correspondent analyst economist lawyer activist student
  teacher leader head official representative negotiator adviser advisor officer soldier father mother brother sister son
  daughter wife husband farmer resident surgeon nurse cameraman founder deputy candidate member colleague counterpart
  premier king queen prince captain general colonel major hostage historian scientist researcher actor actress singer
  politician spy ally coach striker goalkeeper manager executive`);

/** Last word of an institution's name, or its first before "of" or "for". */
export const INSTITUTIONS = words(`
  Ministry Department Agency Authority Council Committee Commission Organization Organisation Association Society
  Federation Union League Bank Court Tribunal Parliament Assembly Senate Congress Cabinet Government Army Navy Police
  Forces Force Brigades Corps Guard Guards Command Bureau Office Institute Institution University College School Academy
  Foundation Fund Trust Party Movement Front Alliance Coalition Group Company Corporation Corp Inc Ltd Co LLC Holdings
  Airlines Airways News Times Post Press Radio Television Channel Network Forum Initiative Programme Program Presidency
  Embassy Consulate Mission Secretariat Board Centre Center Club Team Conference Service Services Administration Jihad
  Crescent Cross Watch Knesset Duma Bundestag Mint Exchange Industries Motors Energy Petroleum Oil Electric Technologies
  Systems Museum Orchestra Observatory Laboratory Chamber Syndicate Confederation Caucus Directorate Inspectorate
  Treasury Registry Line Lines Shipping Hospital Hospitals Clinic Church Cathedral Mosque Synagogue`);

/** Institutions that are places as well, and are looked for as places. */
export const BUILDINGS = words('Hospital Hospitals Church Cathedral Mosque Synagogue');

/** Institutions that need more than one word before them or "of" behind them: "Energy", "Group" end much else. */
export const LOOSE_INSTITUTIONS = words(`
  Group Line Lines Energy Oil Electric Systems Services Service Force Forces Program Programme Initiative Front Guard
  Conference Exchange Post Times Press News Board Command Team Mission Government Cabinet Line Channel Network Guards`);

/** Bodies and agencies whose initials stand in reports without explanation. */
export const WORLD_BODIES = words(`
  UN EU UNRWA UNICEF UNHCR UNDP UNESCO UNCTAD UNOPS OCHA WHO WFP IMF WTO ICRC IFRC ICC ICJ ILO IAEA FAO OECD OPEC OSCE
  OIC NATO ASEAN BRICS IOM MSF HRW CPJ RSF AFP AP`);

/** Words of titles, contests and companies: a run with one of them is no person. */
export const NO_PERSONS = words(`
  Show Games Game Night Day Days Cup League Racing United City Award Awards Act War Wars Plan Deal Studio Studios Music
  Magazine Series Season Bowl Stadium Open Pro Tour Park Film Book Store Street Road Line Hall House Project Summit Week
  Month Year Festival Championship Championships Trophy Prize Bill Law Treaty Accord Accords Agreement Operation Monde`);

/** Last word of a place's name. */
export const PLACE_ENDS = words(`
  Sea River Gulf Bay Strait Straits Lake Mountains Mountain Island Islands Province Governorate Valley Desert Canal
  Peninsula Airport Camp City Coast Strip Bank Ocean Heights Crossing Harbour Harbor Port Square Street Avenue Bridge
  County Park Basin Delta Territory Junction Corridor Village Prison`);

/** First word of a place's name: Gulf of Aden, Cape of Good Hope, Mount Hermon. */
export const PLACE_STARTS = words(
  'Gulf Cape Mount Lake Strait Bay Isle Port Fort Kibbutz Kfar Deir Khan Wadi Tel Beit',
);

/** Ends that after a direction or a colour are enough, and else are those of another thing: Bank, Strip, Camp. */
export const COMPASS = words(`
  North South East West Northern Southern Eastern Western Central Upper Lower Red Black White Yellow Dead Mediterranean
  Gaza Golan`);

/** Words in small letters before "of" and a place: the town of Huwara. */
export const KINDS_OF_PLACE = words(`
  city town village port province governorate district region island state capital suburb neighbourhood neighborhood
  municipality camp coast settlement kibbutz hamlet`);

/** Words in small letters after a place: Jabalia camp, Tulkarm governorate. */
export const PLACE_FOLLOWERS = words(
  'governorate province district neighbourhood neighborhood crossing airport area desert refugee',
);

/** Words that begin with a capital and are neither names nor parts of one. */
export const NO_NAMES = words(`
  January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep
  Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun
  Arabic English Hebrew French Spanish German Chinese Russian Persian Turkish Ramadan Eid Christmas Easter Hanukkah
  Passover Sabbath Internet Earth God Christ Bible Quran Koran Torah Parliament Congress Senate Cabinet Article Chapter
  Resolution Annex Figure Table Section Paragraph Phase Flash Update Draft Report Statement Day Middle Operation Note Photo
  Image Video Read Editor Editing Reporting Writing Breaking Exclusive Opinion Analysis Live Latest Covid COVID Islam
  Islamic Muslim Muslims Jewish Jews Christian Christians Arab Arabs Western Westerners European Europeans African
  Africans Asian Asians Zionist Sunni Shia Shiite Kurdish Kurds Nobel Olympic Olympics Internet Twitter Facebook Telegram`);

/** Letters in capitals that name no institution. */
export const NO_INSTITUTIONS = words(`
  US USA UK UAE USS HMS MV GMT UTC EST EDT CET BST IST PST TV AM PM ID II III IV VI VII VIII IX XI XII MP MPS CEO CFO
  COO DNA RNA GDP AI IT NGO NGOS FAQ USD EUR GBP ILS COVID HIV AIDS SMS GPS PDF HTML URL RSS OK PR HR VIP SOS FM AK DC
  LED LNG LPG CCTV SUV PHD MBA MD JD BA MA BC AD CE BCE KM KG LIVE NEW THE AND FOR NOT BUT ALL ANY NOW UPDATE BREAKING
  WATCH READ VIDEO PHOTO PHOTOS EXCLUSIVE ADS RPG RPGS ICU ICUS UAV UAVS IED IEDS POW POWS CO IDP IDPS`);

/** Small words inside a person's name. */
export const PARTICLES = words(
  'al el bin ibn ben abu bint von van der den de del della di da dos das du la le ter ten ash as an at ad ar az',
);

/** What somebody does whose name stands before or behind it. */
export const SPEECH = words(`
  said says told tells added adds wrote writes tweeted warned warns called urged urges announced asked argued noted
  insisted denied confirmed condemned stressed declared replied explained testified recalled`);

/** What ministries and offices are for: with one of `INSTITUTIONS` and nothing else they are every country's. */
export const PORTFOLIOS = words(`
  Foreign Health Interior Defence Defense Finance Justice Education Culture Economy Energy Environment Transport Labour
  Labor Tourism Agriculture Information Media Affairs State Internal External Public Works Housing Social Welfare Trade
  Industry Commerce Home Civil National General Prime Minister President Supreme High Royal Federal Central War of the
  and for Government Security Its His Her Their Our Red Local Special Southern Northern Central Air`);
