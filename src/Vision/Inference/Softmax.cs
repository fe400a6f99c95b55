namespace StationAgent.Vision.Inference;

/// <summary>From logits to calibrated probabilities.</summary>
internal static class Softmax
{
    /// <summary>Writes softmax(logits / temperature), which adds up to 1; false when a logit is not a finite number.</summary>
    public static bool Apply(ReadOnlySpan<float> logits, double temperature, Span<double> probabilities)
    {
        var highest = double.NegativeInfinity;
        foreach (var logit in logits)
        {
            if (!float.IsFinite(logit))
            {
                return false;
            }

            highest = Math.Max(highest, logit);
        }

        double sum = 0;
        for (var i = 0; i < logits.Length; i++)
        {
            probabilities[i] = Math.Exp((logits[i] - highest) / temperature);
            sum += probabilities[i];
        }

        for (var i = 0; i < logits.Length; i++)
        {
            probabilities[i] /= sum;
        }

        return true;
    }
}
