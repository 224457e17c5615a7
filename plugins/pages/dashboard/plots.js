/** Plots drawn by Chart.js, in the page's colours. What they show stands beside them as a table, too. */

import { element } from '../shell/elements.js';

/** @import {Chart as ChartOf, ChartConfiguration, ChartDataset} from 'chart.js' */

/**
 * @typedef {object} Series
 * @property {string} label
 * @property {string} colour name of a custom property, without its dashes
 * @property {(number | null)[]} values
 * @property {boolean} [isShare] a line against the right-hand side, from 0 to 100 %
 *
 * @typedef {object} Plot
 * @property {string[]} labels
 * @property {Series[]} series bars on top of each other, and lines
 * @property {(value: number) => string} [count] how a bar's figure is written
 * @property {(value: number) => string} [share] how a line's is
 * @property {(index: number, series: number) => void} [chosen] a bar or point was clicked
 */

/** @type {Map<HTMLCanvasElement, ChartOf>} */
const drawn = new Map();
/** @type {WeakMap<HTMLCanvasElement, Plot>} */
const planned = new WeakMap();

/**
 * A place for a plot, which is drawn once it is in the document.
 * @param {string} says what the plot shows, for who cannot see it
 * @param {Plot} plot
 */
export function frame(says, plot) {
  const canvas = element('canvas', { attributes: { role: 'img', 'aria-label': says } });
  planned.set(canvas, plot);
  return element('div', { class: 'plot' }, canvas);
}

/**
 * Draw every plot below `root`, in the colours of now, and let go of those that have left the page.
 * @param {ParentNode} root
 */
export function drawAll(root) {
  for (const [canvas, chart] of drawn) {
    if (canvas.isConnected) continue;
    chart.destroy();
    drawn.delete(canvas);
  }
  for (const canvas of root.querySelectorAll('canvas')) {
    const plot = planned.get(canvas);
    if (!plot) continue;
    drawn.get(canvas)?.destroy();
    drawn.set(canvas, new /** @type {any} */ (globalThis).Chart(canvas, configuration(plot, looksOf(canvas))));
  }
}

/**
 * Draw again when day turns to night.
 * @param {() => void} again
 */
export function whenLooksChange(again) {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', again);
}

/** @param {Element} at */
function looksOf(at) {
  const style = getComputedStyle(at);
  return { colour: (/** @type {string} */ name) => style.getPropertyValue(`--${name}`).trim(), font: style.fontFamily };
}

/**
 * @param {Plot} plot
 * @param {ReturnType<typeof looksOf>} looks
 * @returns {ChartConfiguration}
 */
function configuration({ labels, series, count = String, share = String, chosen }, looks) {
  const hasShare = series.some((one) => one.isShare);
  const hasBars = series.some((one) => !one.isShare);
  const text = { color: looks.colour('soft'), font: { family: looks.font, size: 12 } };
  return {
    type: 'bar',
    data: { labels, datasets: series.map((one) => dataset(one, looks)) },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      interaction: { mode: 'index', intersect: false },
      onClick: (event, elements, chart) => {
        const hit = chart.getElementsAtEventForMode(/** @type {any} */ (event), 'nearest', { intersect: true }, false)[0] ?? elements[0];
        if (hit) chosen?.(hit.index, hit.datasetIndex);
      },
      plugins: {
        legend: { position: 'bottom', align: 'start', labels: { ...text, usePointStyle: true, boxWidth: 8, boxHeight: 8, padding: 14 } },
        tooltip: {
          backgroundColor: looks.colour('ink'),
          titleColor: looks.colour('surface'),
          bodyColor: looks.colour('surface'),
          usePointStyle: true,
          callbacks: {
            label: ({ dataset: of, raw }) => `${of.label}: ${(of.type === 'line' ? share : count)(Number(raw))}`,
          },
        },
      },
      scales: {
        x: { stacked: true, grid: { display: false }, border: { color: looks.colour('line') }, ticks: { ...text, maxRotation: 0, autoSkipPadding: 12 } },
        y: { display: hasBars, stacked: true, beginAtZero: true, border: { display: false }, grid: { color: looks.colour('line') }, ticks: { ...text, precision: 0, maxTicksLimit: 6, callback: (value) => count(Number(value)) } },
        share: {
          display: hasShare,
          position: hasBars ? 'right' : 'left',
          min: 0,
          max: 1,
          border: { display: false },
          grid: { display: !hasBars, color: looks.colour('line') },
          ticks: { ...text, stepSize: 0.25, callback: (value) => share(Number(value)) },
        },
      },
    },
  };
}

/**
 * @param {Series} series
 * @param {ReturnType<typeof looksOf>} looks
 * @returns {ChartDataset}
 */
function dataset({ label, colour, values, isShare }, looks) {
  const shade = looks.colour(colour);
  if (!isShare) return { type: 'bar', label, data: values, backgroundColor: shade, stack: 'all', order: 2, maxBarThickness: 34, pointStyle: 'rectRounded' };
  return {
    type: 'line',
    label,
    data: values,
    yAxisID: 'share',
    order: 1,
    borderColor: shade,
    backgroundColor: shade,
    borderWidth: 2,
    pointRadius: values.length > 45 ? 0 : 2.5,
    pointHoverRadius: 5,
    tension: 0.25,
    spanGaps: true,
    pointStyle: 'circle',
  };
}
