"""The form as rule 1 of the signed hash knows it: keys and kinds of 0.1. Frozen with `first_rule`.

A key without a kind is a text; `{block}` is an object, `[block]` a list of them. Must hold nothing
but the two tables.
"""

CHOICES = {
    "region": "620702 620721 620722 620723 620724 620725 620700",
    "sex": "male female",
    "id_kind": "resident passport travel_permit military birth_certificate",
    "relation": "spouse child parent grandparent grandchild sibling other",
    "real_estate_use": "dwelling other",
    "vehicle_purpose": "commercial personal",
    "pension_kind": "employee resident",
    "capacity": "self parent guardian attorney",
    "departments": "public_security civil_affairs education human_resources natural_resources "
    "housing taxation housing_fund market_regulation disabled_persons veterans",
    "proxy_role": "fills_in acts",
    "material": "application_form identity_and_register marriage real_estate income_proof "
    "residence_permit hardship_proof education labour_contract pension vehicle "
    "housing_fund business talent_document",
    "obtained": "paper scan shared",
    "marital_status": "unmarried married divorced widowed",
    "dwelling_kind": "owned borrowed rented other",
    "hardships": "subsistence_allowance destitute disabled near_subsistence low_income other",
    "circumstances": "preferential_treatment model_worker_or_good_samaritan lone_or_over_sixty "
    "serious_illness",
    "education": "secondary_vocational junior_college bachelor master doctor",
    "employer_kind": "government institution state_owned private other",
    "tenancy": "single shared family",
}
"""Each in the order of the form."""

KEYS = {
    "": "format:format applied_on:day region:hall applicant:{applicant} details:details"
    " household:{household} assets:{assets} commitment:{commitment} proxy:{proxy}"
    " authorizations:[authorization] materials:[material] deferrals:[deferral]",
    "applicant": "name sex:sex id_kind:id_kind id_number:id_number birth_date:day employer"
    " phone:phone"
    " registered_address native_place monthly_income:amount",
    "household": "members:[member]",
    "member": "name relation:relation id_kind:id_kind id_number:id_number birth_date:day"
    " sex:sex employer"
    " monthly_income:amount",
    "assets": "real_estate:{estates} housing_fund:{funds} vehicles:{vehicles}"
    " business_registration:{businesses} pension_insurance:{pensions} other:{others}",
    "estates": "none items:[estate]",
    "estate": "owner address region:area_code use:real_estate_use floor_area:amount share:share",
    "funds": "none items:[fund]",
    "fund": "person monthly_amount:amount",
    "vehicles": "none items:[vehicle]",
    "vehicle": "owner plate purpose:vehicle_purpose",
    "businesses": "none items:[business]",
    "business": "person company credit_code:credit_code role",
    "pensions": "none items:[pension]",
    "pension": "person kind:pension_kind from_month:month to_month:month",
    "others": "none items:[other]",
    "other": "description",
    "commitment": "signed_by signed_on:day",
    "authorization": "person_id_number:id_number granted signed_by capacity:capacity"
    " signed_on:day"
    " departments:departments withdrawn_on:day",
    "proxy": "role:proxy_role name id_number:id_number relation reason document",
    "material": "material:material person_id_number:id_number obtained:obtained seen_original"
    " copies:count"
    " pages:count files:[file]",
    "file": "sha256:sha256 name media_type",
    "deferral": "material:material person_id_number:id_number promised_by due_on:day",
    "low_income_family": "applicant_type residence_address residence_floor_area:amount"
    " residence_owner owner_relation marital_status:marital_status dwelling_kind:dwelling_kind"
    " hardships:hardships"
    " other_circumstances:circumstances illness",
    "new_graduate": "applicant_type school education:education graduated_on:month"
    " joined_employer_on:month"
    " employer_address contract_number employer_kind:employer_kind marital_status:marital_status"
    " social_insurance:{insurance} tenancy:tenancy",
    "insurance": "paid from_month:month to_month:month",
    "migrant_worker": "applicant_type permit_address permit_number started_work_on:month"
    " contract_number tenancy:tenancy social_insurance:{insurance}",
    "introduced_talent": "applicant_type recognition_number contract_number",
}
