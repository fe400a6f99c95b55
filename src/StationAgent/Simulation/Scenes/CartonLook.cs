using SkiaSharp;

namespace StationAgent.Simulation.Scenes;

/// <summary>Board, ink and tape of one carton. Intact and damaged cartons are made of the same things.</summary>
/// <param name="Board">The outside.</param>
/// <param name="Inside">The inside, and the torn edge's fibres in a lighter shade.</param>
/// <param name="Ink">What its prints are printed with.</param>
/// <param name="Tape">The tape, its alpha included.</param>
/// <param name="TapeMm">The tape's width; 0 for a carton closed without.</param>
/// <param name="PrintedTape">Whether the tape carries a word.</param>
/// <param name="Seed">The item's seed.</param>
internal sealed record CartonLook(SKColor Board, SKColor Inside, SKColor Ink, SKColor Tape, float TapeMm, bool PrintedTape, int Seed)
{
    public static CartonLook Of(SceneItem item)
    {
        var random = SceneRandom.For(item.Seed, "carton look");
        var kraft = Paint.Vary(
            random.Pick(new SKColor(192, 152, 108), new SKColor(180, 138, 95), new SKColor(203, 168, 126), new SKColor(168, 128, 90)),
            random, 7);
        var board = item.Finish switch
        {
            "white" => Paint.Vary(new SKColor(226, 224, 218), random, 6),
            "printed" => Paint.Vary(
                random.Pick(
                    new SKColor(52, 92, 160), new SKColor(190, 52, 48), new SKColor(226, 178, 60), new SKColor(62, 130, 92),
                    new SKColor(60, 58, 62), new SKColor(224, 140, 160), new SKColor(120, 170, 190)), random, 12),
            _ => kraft,
        };
        var dark = (board.Red + board.Green + board.Blue) / 3 < 120;
        var ink = dark
            ? new SKColor(236, 234, 226, 225)
            : random.Pick(new SKColor(48, 40, 36, 215), new SKColor(48, 40, 36, 215), new SKColor(170, 40, 36, 220),
                new SKColor(36, 66, 130, 220), new SKColor(40, 110, 70, 220));
        var tape = random.Pick(
            new SKColor(214, 180, 128, 120), new SKColor(236, 232, 220, 90), new SKColor(150, 100, 52, 205),
            new SKColor(240, 240, 238, 220),
            new SKColor(196, 160, 96, 190), new SKColor(240, 200, 60, 215));
        return new CartonLook(
            board, Paint.Lit(kraft, 1.04f), ink, tape, random.Chance(0.88) ? random.Pick(45f, 48, 60) : 0, random.Chance(0.25), item.Seed);
    }
}
