/** @file The projection backwards: the gradient of its weights from events. */
import {madd} from "./shared/madd.ts";

/** `dw[tap][channel] += amount · error[place]` for each event and each tap through which it reached a place; row by row of the patch, whose weights then stay near. */
@inline function correlate(n: i32, valued: bool, starts: usize, apart: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32,
    strideRows: i32, strideColumns: i32, above: i32, before: i32, outRows: i32, outColumns: i32, error: usize, pitch: usize, dw: usize): void {
  const width = n << 4, tap = channels * width;
  for (let a = 0; a < fieldRows; a++, dw += fieldColumns * tap) {
    for (let r = 0; r < outRows; r++) {
      const from = r * strideRows - above + a;
      if (from < 0 || from >= rows) continue;
      const line = error + r * outColumns * pitch;
      let place = starts + ((from * columns) << 2), first = load<usize>(place);
      for (let x = 0; x < columns; x++) {
        place += 4;
        const end = load<usize>(place);
        if (first == end) continue;
        const reach = x + before;
        let s = min(reach / strideColumns, outColumns - 1), b = reach - s * strideColumns;
        for (; s >= 0 && b < fieldColumns; s--, b += strideColumns) {
          const e = line + s * pitch, base = dw + b * tap - x * tap;
          const e0 = v128.load(e);
          let e1 = e0, e2 = e0, e3 = e0, e4 = e0, e5 = e0, e6 = e0, e7 = e0;
          if (n > 1) e1 = v128.load(e, 16);
          if (n > 2) e2 = v128.load(e, 32);
          if (n > 3) e3 = v128.load(e, 48);
          if (n > 4) { e4 = v128.load(e, 64); e5 = v128.load(e, 80); e6 = v128.load(e, 96); e7 = v128.load(e, 112); }
          for (let k = first; k < end; k += 4) {
            const at = base + load<i32>(k) * width;
            if (valued) {
              const y = v128.load32_splat(k + apart);
              v128.store(at, madd(y, e0, v128.load(at)));
              if (n > 1) v128.store(at, madd(y, e1, v128.load(at, 16)), 16);
              if (n > 2) v128.store(at, madd(y, e2, v128.load(at, 32)), 32);
              if (n > 3) v128.store(at, madd(y, e3, v128.load(at, 48)), 48);
              if (n > 4) {
                v128.store(at, madd(y, e4, v128.load(at, 64)), 64);
                v128.store(at, madd(y, e5, v128.load(at, 80)), 80);
                v128.store(at, madd(y, e6, v128.load(at, 96)), 96);
                v128.store(at, madd(y, e7, v128.load(at, 112)), 112);
              }
            } else {
              v128.store(at, f32x4.add(v128.load(at), e0));
              if (n > 1) v128.store(at, f32x4.add(v128.load(at, 16), e1), 16);
              if (n > 2) v128.store(at, f32x4.add(v128.load(at, 32), e2), 32);
              if (n > 3) v128.store(at, f32x4.add(v128.load(at, 48), e3), 48);
              if (n > 4) {
                v128.store(at, f32x4.add(v128.load(at, 64), e4), 64);
                v128.store(at, f32x4.add(v128.load(at, 80), e5), 80);
                v128.store(at, f32x4.add(v128.load(at, 96), e6), 96);
                v128.store(at, f32x4.add(v128.load(at, 112), e7), 112);
              }
            }
          }
        }
        first = end;
      }
    }
  }
}

@inline function correlated(n: i32, valued: i32, starts: usize, apart: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32,
    strideRows: i32, strideColumns: i32, above: i32, before: i32, outRows: i32, outColumns: i32, error: usize, pitch: usize, dw: usize): void {
  if (valued) correlate(n, true, starts, apart, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, pitch, dw);
  else correlate(n, false, starts, apart, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, pitch, dw);
}

/** One block of `n` vectors of output channels; weights as in the gather. */
export function weightGradient(n: i32, valued: i32, starts: usize, apart: usize, rows: i32, columns: i32, channels: i32, fieldRows: i32, fieldColumns: i32,
    strideRows: i32, strideColumns: i32, above: i32, before: i32, outRows: i32, outColumns: i32, error: usize, pitch: usize, dw: usize): void {
  if (n == 8) correlated(8, valued, starts, apart, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, pitch, dw);
  else if (n == 4) correlated(4, valued, starts, apart, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, pitch, dw);
  else if (n == 3) correlated(3, valued, starts, apart, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, pitch, dw);
  else if (n == 2) correlated(2, valued, starts, apart, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, pitch, dw);
  else correlated(1, valued, starts, apart, rows, columns, channels, fieldRows, fieldColumns, strideRows, strideColumns, above, before, outRows, outColumns, error, pitch, dw);
}
