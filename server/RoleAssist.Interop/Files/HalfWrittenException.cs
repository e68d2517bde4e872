namespace RoleAssist.Interop.Files;

/// <summary>A write has begun and could neither be completed nor taken back.</summary>
public sealed class HalfWrittenException(string path, Exception cause)
    : Exception($"{path} could not be written completely: {cause.Message}", cause);
