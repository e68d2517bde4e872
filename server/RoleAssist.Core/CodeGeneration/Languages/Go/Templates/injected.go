// Uses the credentials that RoleAssist provides to this terminal, debug session or task.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
«if wanted»
	"strings"
«end»

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sts"
)

func main() {
	if err := run(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(ctx context.Context) error {
	// Without this check, the SDK would fall back to other credentials, such as a default profile.
	if os.Getenv("AWS_ACCESS_KEY_ID") == "" && os.Getenv("AWS_CONTAINER_CREDENTIALS_FULL_URI") == "" && os.Getenv("AWS_PROFILE") == "" {
		return errors.New("there are no credentials here: assume a role for this terminal, or start this with roleassist exec")
	}

	// RoleAssist also sets the region if the profile has one.
	cfg, err := config.LoadDefaultConfig(ctx, config.WithDefaultRegion(«region»))
	if err != nil {
		return fmt.Errorf("could not load the configuration: %w", err)
	}

	identity, err := sts.NewFromConfig(cfg).GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
	if err != nil {
		return fmt.Errorf("AWS rejected the credentials: %w", err)
	}
«each wantedRole»

	// A session's ARN is arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION.
	arn := aws.ToString(identity.Arn)
	if parts := strings.Split(arn, "/"); aws.ToString(identity.Account) != «account» || len(parts) < 2 || parts[1] != «roleName» {
		return fmt.Errorf("this program needs role %s in account %s, but the credentials belong to %s", «roleName», «account», arn)
	}
«end»

	fmt.Printf("Working as %s\n", aws.ToString(identity.Arn))
	«cursor»
	return nil
}
