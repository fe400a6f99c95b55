namespace StationAgent.Simulation.Scenes;

/// <summary>Names, sizes and masses of the pieces people bring.</summary>
internal static class ItemCatalogue
{
    /// <summary>The platform across, in mm; nothing in the catalogue is longer.</summary>
    public const double PlatformWidthMm = 700;

    /// <summary>The platform's depth, in mm.</summary>
    public const double PlatformDepthMm = 600;

    /// <summary>The piece of this kind that belongs to the seed.</summary>
    public static SceneItem Draw(ItemKind kind, int seed)
    {
        var random = SceneRandom.For(seed, $"item {kind}");
        return kind switch
        {
            ItemKind.CartonIntact => Carton(seed, random),
            ItemKind.CartonDamaged => DamagedCarton(seed, random),
            ItemKind.PlasticFilm => Film(seed, random),
            ItemKind.PaperEnvelope => Envelope(seed, random),
            ItemKind.NotPackaging => NotPackaging(seed, random),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of piece."),
        };
    }

    private static SceneItem Carton(int seed, SceneRandom random)
    {
        var size = Size(random);
        var finish = CartonFinish(random);
        var subType = random.Chance(0.6) ? "closed" : "open";
        var name = subType == "open" ? $"open {finish} carton no. {size.Number}" : $"{finish} carton no. {size.Number}";
        return new SceneItem(
            ItemKind.CartonIntact, seed, name, size.LengthMm, size.WidthMm, size.HeightMm, Mass(size, random));
    }

    private static SceneItem DamagedCarton(int seed, SceneRandom random)
    {
        var subType = random.Pick("crushed", "crushed", "dented", "torn", "holed", "wet", "flattened");
        var size = Size(random);
        var finish = CartonFinish(random);
        var mass = Mass(size, random);
        if (subType != "flattened")
        {
            return new SceneItem(
                ItemKind.CartonDamaged, seed, $"{subType} {finish} carton no. {size.Number}",
                size.LengthMm, size.WidthMm, size.HeightMm, mass);
        }

        // Pressed flat along two opposite edges, a carton is length + width across and a flap taller than high at either end.
        while (size.LengthMm + size.WidthMm > 480 || size.HeightMm + size.WidthMm > 400)
        {
            size = Size(random);
            mass = Mass(size, random);
        }

        return new SceneItem(
            ItemKind.CartonDamaged, seed, $"flattened {finish} carton no. {size.Number}",
            size.LengthMm + size.WidthMm, size.HeightMm + size.WidthMm, random.Range(8.0, 20), mass);
    }

    private static SceneItem Film(int seed, SceneRandom random)
    {
        var subType = random.Pick("mailer", "mailer", "mailer", "polybag", "carrier", "bubble");
        var finish = subType switch
        {
            "mailer" => random.Pick("grey", "grey", "black", "white", "pink", "blue", "green", "yellow", "red"),
            "carrier" => random.Pick("white", "red", "green", "blue"),
            _ => "clear",
        };
        var width = random.Range(150.0, 330);
        var length = Math.Min(width * random.Range(1.1, 1.5), 430);
        var thickness = subType == "mailer" ? random.Range(5.0, 40) : random.Range(4.0, 25);
        // 60–100 µm of polyethylene in two walls: about 0.15 kg/m² for mailers, less for bags.
        var mass = 4 + (length * width * 1e-6 * random.Range(140.0, 260));
        var word = subType switch { "polybag" => "polybag", "carrier" => "carrier bag", "bubble" => "bubble wrap", _ => "mailer" };
        return new SceneItem(
            ItemKind.PlasticFilm, seed, $"{finish} {word}", length, width, thickness, Math.Clamp(mass, 5, 60));
    }

    private static SceneItem Envelope(int seed, SceneRandom random)
    {
        var subType = random.Pick("letter", "letter", "document", "padded", "padded");
        var finish = random.Pick("kraft", "kraft", "white", "white", "manila");
        var (length, width, format) = random.Pick((220.0, 110.0, "DL"), (229, 162, "C5"), (324, 229, "C4"));
        if (subType == "padded")
        {
            (length, width, format) = random.Pick((215.0, 150.0, "C"), (275, 180, "D"), (335, 230, "G"), (360, 270, "H"));
        }
        else if (subType == "document")
        {
            (length, width, format) = (340, 240, "A4");
        }

        var mass = subType switch
        {
            "padded" => random.Range(10.0, 30) + (length * width * 1e-6 * random.Range(150.0, 450)),
            "document" => random.Range(25.0, 60),
            _ => random.Range(4.0, 8) + (length * width * 1e-6 * random.Range(180.0, 400)),
        };
        var thickness = subType == "padded" ? random.Range(8.0, 22) : random.Range(1.5, 6);
        var name = subType switch
        {
            "padded" => $"padded {finish} envelope {format}",
            "document" => $"{finish} document envelope {format}",
            _ => $"{finish} envelope {format}",
        };
        return new SceneItem(ItemKind.PaperEnvelope, seed, name, length, width, thickness, Math.Clamp(mass, 4, 80));
    }

    private static SceneItem NotPackaging(int seed, SceneRandom random)
    {
        var subType = random.Pick("bottle", "bottle", "can", "can", "jar", "book", "book", "fruit", "banana", "shoe", "mug", "cup",
            "phone");
        var (finish, name, length, width, height, mass) = subType switch
        {
            "bottle" => Bottle(random),
            "can" => (random.Pick("red", "blue", "green", "silver", "yellow"), "drinks can", random.Pick(115.0, 122, 168), 66.0, 66.0,
                random.Range(14.0, 18)),
            "jar" => ("clear", "glass jar", random.Range(95.0, 150), random.Range(65.0, 90), 80.0, random.Range(160.0, 320)),
            "book" => (random.Pick("red", "blue", "green", "cream", "black", "orange"), "book", random.Range(180.0, 260),
                random.Range(120.0, 178), random.Range(10.0, 45), random.Range(180.0, 900)),
            "fruit" => Fruit(random),
            "banana" => ("yellow", "banana", random.Range(170.0, 210), random.Range(75.0, 95), 36.0, random.Range(110.0, 190)),
            "shoe" => (random.Pick("white", "black", "blue", "red", "brown"), "shoe", random.Range(245.0, 305), random.Range(95.0, 110),
                90.0,
                random.Range(220.0, 480)),
            "mug" => (random.Pick("white", "blue", "red", "green", "black"), "mug", random.Range(115.0, 125), random.Range(80.0, 86), 95.0,
                random.Range(260.0, 380)),
            "cup" => (random.Pick("white", "brown", "green"), "drinks cup", random.Range(95.0, 130), random.Range(78.0, 90), 85.0,
                random.Range(9.0, 18)),
            _ => (random.Pick("black", "white", "blue"), "phone", random.Range(140.0, 165), random.Range(68.0, 78), 8.0,
                random.Range(150.0, 230)),
        };
        return new SceneItem(ItemKind.NotPackaging, seed, $"{finish} {name}", length, width, height, mass);
    }

    private static (string Finish, string Name, double Length, double Width, double Height, double Mass) Bottle(SceneRandom random)
    {
        if (random.Chance(0.5))
        {
            var bottle = random.Range(62.0, 76);
            return (random.Pick("green", "brown", "clear"), "glass bottle", random.Range(215.0, 310), bottle, bottle,
                random.Range(210.0, 520));
        }

        var width = random.Range(60.0, 88);
        return (random.Pick("clear", "clear", "blue"), "plastic bottle", random.Range(200.0, 320), width, width, random.Range(18.0, 45));
    }

    private static (string Finish, string Name, double Length, double Width, double Height, double Mass) Fruit(SceneRandom random)
    {
        var diameter = random.Range(66.0, 88);
        var (finish, name) = random.Pick(("red", "apple"), ("green", "apple"), ("orange", "tangerine"), ("yellow", "lemon"));
        // A ball of water, a little lighter.
        var mass = 0.9 * Math.PI / 6 * Math.Pow(diameter / 10, 3);
        return (finish, name, diameter, name == "lemon" ? diameter * 0.75 : diameter * 0.97, diameter * 0.95, mass);
    }

    private static CartonSize Size(SceneRandom random)
    {
        // Small and middle sizes are what people carry to a station; each number stays possible.
        var all = CartonSize.All;
        var index = random.Chance(0.25) ? random.Below(all.Count) : random.Range(2.0, 10.5);
        return all[(int)index];
    }

    private static string CartonFinish(SceneRandom random) => random.Pick("kraft", "kraft", "kraft", "kraft", "white", "printed");

    private static double Mass(CartonSize size, SceneRandom random) => random.Range((double)size.LightGrams, size.HeavyGrams);
}
