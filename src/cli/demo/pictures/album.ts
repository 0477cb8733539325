import * as food from './food.ts';
import type { Ground } from './grounds.ts';
import * as home from './home.ts';
import type { Sketch } from './sketch.ts';
import * as things from './things.ts';

type Picture = { ground: Ground; draw: (s: Sketch) => void };

export const PICTURES = {
	cabbage: { ground: 'table', draw: food.cabbage },
	sprouts: { ground: 'cloth', draw: food.sprouts },
	eggs: { ground: 'table', draw: food.eggs },
	rice: { ground: 'cloth', draw: food.riceBag },
	oil: { ground: 'counter', draw: food.oil },
	noodles: { ground: 'counter', draw: food.noodles },
	apples: { ground: 'cloth', draw: food.apples },
	oranges: { ground: 'landing', draw: food.oranges },
	bread: { ground: 'table', draw: food.bread },
	cake: { ground: 'cloth', draw: food.cake },
	milk: { ground: 'counter', draw: food.milk },
	potatoes: { ground: 'table', draw: food.potatoes },
	masks: { ground: 'table', draw: things.masks },
	medicine: { ground: 'cloth', draw: things.medicine },
	ointment: { ground: 'table', draw: things.ointment },
	thermometer: { ground: 'cloth', draw: things.thermometer },
	sprayer: { ground: 'desk', draw: things.sprayer },
	powerbank: { ground: 'desk', draw: things.powerbank },
	drill: { ground: 'table', draw: things.drill },
	books: { ground: 'cloth', draw: things.books },
	toy: { ground: 'table', draw: home.toy },
	diapers: { ground: 'cloth', draw: home.diapers },
	stroller: { ground: 'landing', draw: home.stroller },
	umbrellas: { ground: 'landing', draw: home.umbrellas },
	chair: { ground: 'landing', draw: home.chair },
	charger: { ground: 'desk', draw: home.charger },
	parcels: { ground: 'landing', draw: home.parcels },
	shelf: { ground: 'landing', draw: home.shelf },
	doorstep: { ground: 'door', draw: home.doorstep },
	doorstepBox: { ground: 'door', draw: home.doorstepBox },
} satisfies Record<string, Picture>;

export type PictureName = keyof typeof PICTURES;
