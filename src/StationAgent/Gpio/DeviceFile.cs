namespace StationAgent.Gpio;

/// <summary>A file of the kernel through which a configured device is reached.</summary>
/// <param name="Key">Full path of the key that names the device's driver.</param>
/// <param name="Path">The file, such as <c>/dev/i2c-1</c>.</param>
/// <param name="Group">The group whose members may use it.</param>
/// <param name="HowToEnable">What to do when it does not exist.</param>
internal readonly record struct DeviceFile(string Key, string Path, string Group, string HowToEnable);
