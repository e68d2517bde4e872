namespace RoleAssist.Aws.Http;

/// <summary>A response that is longer than any response of AWS.</summary>
internal sealed class ResponseTooLongException()
    : IOException($"The response is longer than {ResponseSizeLimiter.MaxBytes / 1024} KB.");
