namespace StationAgent.Vision.Inference;

/// <summary>Temperatures that the logits are divided by before the softmax, found on data that training did not see; 0.05–20, 1 changes nothing.</summary>
/// <param name="MaterialTemperature">Of the material head.</param>
/// <param name="ConditionTemperature">Of the condition head.</param>
public sealed record ModelCalibration(double MaterialTemperature, double ConditionTemperature);
