import { toy, diapers, stroller, umbrellas } from './children.ts';
import { powerbank, drill, charger } from './electric.ts';
import { sprayer, books, chair } from './house.ts';
import { medicine, ointment, thermometer } from './medicine.ts';
import { eggs, riceBag, oil, noodles } from './pantry.ts';
import { masks, parcels, shelf, doorstep, doorstepBox } from './shelf.ts';
import { apples, oranges, bread, cake, milk } from './treats.ts';
import { cabbage, sprouts, potatoes, sweetPotatoes } from './vegetables.ts';
import type { Ground } from './grounds.ts';
import type { Sketch } from './sketch.ts';

type Picture = { ground: Ground; draw: (s: Sketch) => void };

export const PICTURES = {
	cabbage: { ground: 'table', draw: cabbage },
	sprouts: { ground: 'cloth', draw: sprouts },
	eggs: { ground: 'table', draw: eggs },
	rice: { ground: 'cloth', draw: riceBag },
	oil: { ground: 'counter', draw: oil },
	noodles: { ground: 'counter', draw: noodles },
	apples: { ground: 'cloth', draw: apples },
	oranges: { ground: 'landing', draw: oranges },
	bread: { ground: 'table', draw: bread },
	cake: { ground: 'cloth', draw: cake },
	milk: { ground: 'counter', draw: milk },
	potatoes: { ground: 'table', draw: potatoes },
	sweetPotatoes: { ground: 'table', draw: sweetPotatoes },
	masks: { ground: 'table', draw: masks },
	medicine: { ground: 'cloth', draw: medicine },
	ointment: { ground: 'table', draw: ointment },
	thermometer: { ground: 'cloth', draw: thermometer },
	sprayer: { ground: 'desk', draw: sprayer },
	powerbank: { ground: 'desk', draw: powerbank },
	drill: { ground: 'table', draw: drill },
	books: { ground: 'cloth', draw: books },
	toy: { ground: 'table', draw: toy },
	diapers: { ground: 'cloth', draw: diapers },
	stroller: { ground: 'landing', draw: stroller },
	umbrellas: { ground: 'landing', draw: umbrellas },
	chair: { ground: 'landing', draw: chair },
	charger: { ground: 'desk', draw: charger },
	parcels: { ground: 'landing', draw: parcels },
	shelf: { ground: 'landing', draw: shelf },
	doorstep: { ground: 'door', draw: doorstep },
	doorstepBox: { ground: 'door', draw: doorstepBox },
} satisfies Record<string, Picture>;

export type PictureName = keyof typeof PICTURES;
