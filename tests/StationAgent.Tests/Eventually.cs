using Xunit;

namespace StationAgent.Tests;

/// <summary>Waits for what other tasks bring about, without sleeping and not for ever.</summary>
internal static class Eventually
{
    /// <summary>More than any machine needs that is not stuck.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Lets others run until it holds.</summary>
    /// <param name="holds">What is waited for.</param>
    /// <param name="between">Done before each look, such as moving a clock on.</param>
    public static async Task HoldsAsync(Func<bool> holds, Action? between = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (!holds())
        {
            Assert.False(patience.IsCancellationRequested, "What was waited for has not come about.");
            between?.Invoke();
            await Task.Yield();
        }
    }
}
