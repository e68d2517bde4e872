using System.Collections.Frozen;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// The settings that a generated profile repeats: those that AWS documents and that hold no secret. Other tools keep their
/// own settings in these files under any name they like, so what is not listed here is left out
/// (https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html,
/// https://docs.aws.amazon.com/cli/latest/topic/config-vars.html). Values are written only where every SDK's parser reads
/// them alike.
/// </summary>
internal static class SharedSettings
{
    private static readonly FrozenSet<string> Plain = new[]
    {
        "account_id_endpoint_mode", "auth_scheme_preference", "aws_endpoint_discovery_enabled", "ca_bundle", "cli_auto_prompt", "cli_binary_format",
        "cli_error_format", "cli_follow_urlparam", "cli_help_output", "cli_history", "cli_pager", "cli_timestamp_format", "csm_client_id", "csm_clientid",
        "csm_enabled", "csm_host", "csm_port", "data_path", "defaults_mode", "disable_clock_skew_correction", "disable_host_prefix_injection",
        "disable_request_compression", "ec2_metadata_service_endpoint_mode", "ec2_metadata_v1_disabled", "endpoint_discovery_enabled",
        "ignore_configured_endpoint_urls", "imds_use_ipv6", "max_attempts", "metadata_service_num_attempts", "metadata_service_timeout", "output",
        "parameter_validation", "proxy_ca_bundle", "proxy_client_cert", "proxy_use_forwarding_for_https", "request_checksum_calculation",
        "request_min_compression_size_bytes", "response_checksum_validation", "retry_mode", "s3_disable_express_session_auth",
        "s3_disable_multiregion_access_points", "s3_us_east_1_regional_endpoint", "s3_use_arn_region", "sdk_ua_app_id", "sigv4a_signing_region_set",
        "sts_regional_endpoints", "tcp_keepalive", "use_dualstack_endpoint", "use_fips_endpoint",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FrozenSet<string>> Nested = new Dictionary<string, FrozenSet<string>>
    {
        ["s3"] = new[]
        {
            "addressing_style", "io_chunksize", "max_bandwidth", "max_concurrent_requests", "max_queue_size", "multipart_chunksize", "multipart_threshold",
            "payload_signing_enabled", "preferred_transfer_client", "s3_disable_multiregion_access_points", "signature_version", "target_bandwidth",
            "us_east_1_regional_endpoint", "use_accelerate_endpoint", "use_arn_region", "use_dualstack_endpoint",
        }.ToFrozenSet(StringComparer.Ordinal),
        ["emr"] = new[] { "enable_debugging", "instance_profile", "key_name", "key_pair_file", "log_uri", "service_role" }.ToFrozenSet(StringComparer.Ordinal),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What a section repeats of a profile, beside its region and its endpoints.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(Profile profile)
    {
        foreach (var (name, setting) in profile.Settings)
        {
            var written = name switch
            {
                _ when Plain.Contains(name) => Line(setting.Value),
                ProfileSettings.InstanceMetadataEndpoint => Url(setting.Value),
                _ when Nested.TryGetValue(name, out var known) => Block(setting.Value, known.Contains),
                "api_versions" => Block(setting.Value, service => ProfileNames.IsPlain(service), IsDate),
                _ => null,
            };
            if (written is not null)
            {
                yield return new(name, written);
            }
        }
    }

    /// <summary>A URL without what somebody may have written into it to be let in; null for what is none.</summary>
    public static string? Url(string text) => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && SettingValue.IsPlain(text)
        ? url is { UserInfo: "", Query: "", Fragment: "" } ? text : url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : null;

    /// <summary>A value of one line, which may be empty: <c>cli_pager =</c> switches the pager off. Null for one that parsers read differently.</summary>
    public static string? Line(string value) => value.Length == 0 || SettingValue.IsPlain(value) ? value : null;

    /// <summary>Properties within a property, those that are known alone; null where none is left.</summary>
    private static string? Block(string value, Func<string, bool> isKnown, Func<string, bool>? isValue = null)
    {
        var lines = value.Split('\n')
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(pair => pair is [var name, var inner] && isKnown(name.ToLowerInvariant()) && SettingValue.IsPlain(inner) && isValue?.Invoke(inner) != false)
            .Select(pair => $"\n  {pair[0]} = {pair[1]}");
        return string.Concat(lines) is { Length: > 0 } block ? block : null;
    }

    private static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _);
}
