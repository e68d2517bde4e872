using System.Collections.Frozen;
using RoleAssist.Core.Profiles;

namespace RoleAssist.Core.Delivery;

/// <summary>
/// The settings that a generated profile copies: those that AWS documents and that hold no secret. Other tools store
/// their own settings in these files under arbitrary names, so any setting that is not listed here is left out
/// (https://docs.aws.amazon.com/sdkref/latest/guide/settings-reference.html,
/// https://docs.aws.amazon.com/cli/latest/topic/config-vars.html). A value is written only if every SDK's parser reads
/// it the same way.
/// </summary>
internal static class SharedSettings
{
    private static readonly FrozenSet<string> Plain = new[]
    {
        "account_id_endpoint_mode",
        "auth_scheme_preference",
        "aws_endpoint_discovery_enabled",
        "ca_bundle",
        "cli_auto_prompt",
        "cli_binary_format",
        "cli_error_format",
        "cli_follow_urlparam",
        "cli_help_output",
        "cli_history",
        "cli_pager",
        "cli_timestamp_format",
        "csm_client_id",
        "csm_clientid",
        "csm_enabled",
        "csm_host",
        "csm_port",
        "data_path",
        "defaults_mode",
        "disable_clock_skew_correction",
        "disable_host_prefix_injection",
        "disable_request_compression",
        "ec2_metadata_service_endpoint_mode",
        "ec2_metadata_v1_disabled",
        "endpoint_discovery_enabled",
        "ignore_configured_endpoint_urls",
        "imds_use_ipv6",
        "max_attempts",
        "metadata_service_num_attempts",
        "metadata_service_timeout",
        "output",
        "parameter_validation",
        "proxy_ca_bundle",
        "proxy_client_cert",
        "proxy_use_forwarding_for_https",
        "request_checksum_calculation",
        "request_min_compression_size_bytes",
        "response_checksum_validation",
        "retry_mode",
        "s3_disable_express_session_auth",
        "s3_disable_multiregion_access_points",
        "s3_us_east_1_regional_endpoint",
        "s3_use_arn_region",
        "sdk_ua_app_id",
        "sigv4a_signing_region_set",
        "sts_regional_endpoints",
        "tcp_keepalive",
        "use_dualstack_endpoint",
        "use_fips_endpoint",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FrozenSet<string>> Nested = new Dictionary<
        string,
        FrozenSet<string>
    >
    {
        ["s3"] = new[]
        {
            "addressing_style",
            "io_chunksize",
            "max_bandwidth",
            "max_concurrent_requests",
            "max_queue_size",
            "multipart_chunksize",
            "multipart_threshold",
            "payload_signing_enabled",
            "preferred_transfer_client",
            "s3_disable_multiregion_access_points",
            "signature_version",
            "target_bandwidth",
            "us_east_1_regional_endpoint",
            "use_accelerate_endpoint",
            "use_arn_region",
            "use_dualstack_endpoint",
        }.ToFrozenSet(StringComparer.Ordinal),
        ["emr"] = new[]
        {
            "enable_debugging",
            "instance_profile",
            "key_name",
            "key_pair_file",
            "log_uri",
            "service_role",
        }.ToFrozenSet(StringComparer.Ordinal),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns the settings that a section copies from a profile, besides its region and endpoints.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Select(Profile profile)
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

    /// <summary>
    /// Returns a URL without user name, password, query and fragment, which may be secrets; null if it is not a plain
    /// HTTP or HTTPS URL.
    /// </summary>
    public static string? Url(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && url.Scheme is "http" or "https"
        && SettingValue.IsPlain(text)
            ? url is { UserInfo: "", Query: "", Fragment: "" }
                ? text
                : url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
            : null;

    /// <summary>
    /// Returns a single-line value, which may be empty: <c>cli_pager =</c> turns the pager off. Null if parsers read it
    /// differently.
    /// </summary>
    public static string? Line(string value) => value.Length == 0 || SettingValue.IsPlain(value) ? value : null;

    /// <summary>Returns the known properties of a nested setting; null if there are none.</summary>
    private static string? Block(string value, Func<string, bool> isKnown, Func<string, bool>? isValue = null)
    {
        var lines = value
            .Split('\n')
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(pair =>
                pair is [var name, var inner]
                && isKnown(name.ToLowerInvariant())
                && SettingValue.IsPlain(inner)
                && isValue?.Invoke(inner) != false
            )
            .Select(pair => $"\n  {pair[0]} = {pair[1]}");
        return string.Concat(lines) is { Length: > 0 } block ? block : null;
    }

    private static bool IsDate(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", out _);
}
