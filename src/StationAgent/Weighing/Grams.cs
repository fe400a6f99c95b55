using System.Globalization;

namespace StationAgent.Weighing;

/// <summary>A mass in grams. Negative values are real: a platform below its zero.</summary>
/// <param name="Value">Grams.</param>
public readonly record struct Grams(double Value) : IComparable<Grams>
{
    /// <summary>Nothing.</summary>
    public static Grams Zero => default;

    /// <summary>The mass without its sign.</summary>
    public Grams Magnitude => new(Math.Abs(Value));

    /// <summary>Sum of two masses.</summary>
    public static Grams operator +(Grams left, Grams right) => new(left.Value + right.Value);

    /// <summary>Difference of two masses.</summary>
    public static Grams operator -(Grams left, Grams right) => new(left.Value - right.Value);

    /// <summary>The mass with the other sign.</summary>
    public static Grams operator -(Grams mass) => new(-mass.Value);

    /// <summary>A multiple of a mass.</summary>
    public static Grams operator *(Grams mass, double factor) => new(mass.Value * factor);

    /// <summary>True when the left mass is smaller.</summary>
    public static bool operator <(Grams left, Grams right) => left.Value < right.Value;

    /// <summary>True when the left mass is larger.</summary>
    public static bool operator >(Grams left, Grams right) => left.Value > right.Value;

    /// <summary>True when the left mass is not larger.</summary>
    public static bool operator <=(Grams left, Grams right) => left.Value <= right.Value;

    /// <summary>True when the left mass is not smaller.</summary>
    public static bool operator >=(Grams left, Grams right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public int CompareTo(Grams other) => Value.CompareTo(other.Value);

    /// <inheritdoc/>
    public override string ToString() => Value.ToString("0.0", CultureInfo.InvariantCulture) + " g";
}
