namespace StationAgent.Signals;

/// <summary>A device that shows something to the person at the station. One caller at a time.</summary>
/// <typeparam name="T">What it can show.</typeparam>
internal interface IOutput<in T> : IDisposable
{
    /// <summary>Shows this and nothing else; the same may be set again and again.</summary>
    /// <exception cref="IOException">The device is lost; dispose it and open it again.</exception>
    void Set(T shown);
}
