using System.Runtime.InteropServices;
using StationAgent.Native;

namespace StationAgent.Vision.Inference;

/// <summary>Turns off ONNX Runtime's own telemetry, which is on by default and would write files and send reports.</summary>
public static class OrtTelemetry
{
    private const string Variable = "ORT_DISABLE_TELEMETRY";

    /// <summary>
    /// Sets the environment variable that the native library reads. .NET keeps its own copy of the environment, so
    /// <see cref="Environment.SetEnvironmentVariable(string, string?)"/> does not reach it. Must run before the first use of ONNX Runtime, best as the
    /// program's first act, because changing the environment is not safe beside threads that read it. Loading a model calls it, too.
    /// </summary>
    /// <exception cref="InvalidOperationException">The variable could not be set.</exception>
    public static void Disable()
    {
        if (!OperatingSystem.IsWindows() && LibC.SetEnvironmentVariable(Variable, "1", 1) != 0)
        {
            throw new InvalidOperationException($"The environment variable {Variable} could not be set (errno {Marshal.GetLastPInvokeError()}).");
        }
    }
}
