namespace StationAgent.Simulation.Scenes;

/// <summary>A postal carton: its number, outer size in mm and empty mass in grams.</summary>
internal sealed record CartonSize(int Number, int LengthMm, int WidthMm, int HeightMm, int LightGrams, int HeavyGrams)
{
    /// <summary>
    /// The twelve sizes of the post. Masses: blank area × 350–550 g/m² in 3-ply; numbers 1 and 2 are 5-ply, × 600–850 g/m².
    /// </summary>
    public static IReadOnlyList<CartonSize> All { get; } =
    [
        new(1, 530, 290, 370, 663, 939),
        new(2, 530, 230, 290, 485, 687),
        new(3, 430, 210, 270, 220, 347),
        new(4, 350, 190, 230, 163, 257),
        new(5, 290, 170, 190, 120, 189),
        new(6, 260, 150, 180, 98, 155),
        new(7, 230, 130, 160, 76, 120),
        new(8, 210, 110, 140, 59, 92),
        new(9, 195, 105, 135, 53, 83),
        new(10, 175, 95, 115, 42, 66),
        new(11, 145, 85, 105, 32, 51),
        new(12, 130, 80, 90, 27, 42),
    ];
}
