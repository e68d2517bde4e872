function Complete-AwsRegion {
    <#
    .SYNOPSIS
    Completes a region: those of the profiles first, then those that AWS enables in every account
    (https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html).
    #>
    [CmdletBinding()]
    [OutputType([System.Management.Automation.CompletionResult])]
    param(
        [AllowEmptyString()]
        [string] $Word
    )

    $own = Get-AwsProfile | Where-Object -FilterScript { $_.PSObject.Properties['region'] } | ForEach-Object -Process { $_.region }
    $enabled = 'us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'ca-central-1', 'sa-east-1', 'eu-central-1',
    'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3',
    'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'
    @($own) + $enabled |
        Where-Object -FilterScript { $_ -match '^[a-z0-9-]+$' -and $_ -like "$([WildcardPattern]::Escape($Word.Trim('''"')))*" } |
        Select-Object -Unique |
        ForEach-Object -Process { New-Object -TypeName System.Management.Automation.CompletionResult -ArgumentList $_ }
}
