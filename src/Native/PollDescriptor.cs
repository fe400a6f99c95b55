using System.Runtime.InteropServices;

namespace StationAgent.Native;

/// <summary><c>struct pollfd</c>.</summary>
/// <param name="Descriptor">What to watch.</param>
/// <param name="Wanted">The events that are waited for.</param>
/// <param name="Seen">The events that came, failures among them.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct PollDescriptor(int Descriptor, short Wanted, short Seen);
