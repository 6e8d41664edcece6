import {describe, expect, it} from "vitest";
import {screen} from "../../lib/cli/open.ts";

describe("screen", () => {
  it("is there where a window could be seen", () => {
    expect(screen({DISPLAY: ":0"}, "linux")).toBe(true);
    expect(screen({WAYLAND_DISPLAY: "wayland-0"}, "linux")).toBe(true);
    expect(screen({DISPLAY: ""}, "linux")).toBe(false);
    expect(screen({}, "darwin")).toBe(true);
    expect(screen({SSH_CONNECTION: "1"}, "darwin")).toBe(false);
  });
});
