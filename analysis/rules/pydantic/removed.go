package pydantic

import "strings"

// removedNames are the public names of Pydantic 1.10 that version 2 does not
// have, by the module that they were in.
var removedNames = map[string]string{
	"pydantic": `
		ConstrainedBytes ConstrainedDate ConstrainedDecimal ConstrainedFloat ConstrainedFrozenSet ConstrainedInt
		ConstrainedList ConstrainedSet ConstrainedStr JsonWrapper NoneBytes NoneStr NoneStrBytes Protocol Required
		SecretField StrBytes compiled create_model_from_namedtuple create_model_from_typeddict parse_file_as
		parse_raw_as stricturl validate_model`,
	"pydantic.annotated_types": `create_model_from_namedtuple create_model_from_typeddict`,
	"pydantic.class_validators": `
		Validator ValidatorGroup extract_root_validators extract_validators gather_all_validators inherit_validators
		make_generic_validator prep_validators`,
	"pydantic.config": `get_config inherit_config prepare_config`,
	"pydantic.dataclasses": `
		create_pydantic_model_from_dataclass is_builtin_dataclass make_dataclass_validator set_validation`,
	"pydantic.datetime_parse": `
		from_unix_seconds get_numeric parse_date parse_datetime parse_duration parse_time`,
	"pydantic.env_settings": `
		EnvSettingsSource InitSettingsSource SecretsSettingsSource SettingsError find_case_path read_env_file`,
	"pydantic.error_wrappers": `ErrorWrapper`,
	"pydantic.errors": `
		AnyStrMaxLengthError AnyStrMinLengthError ArbitraryTypeError BoolError BytesError CallableError ClassError
		ColorError ConfigError DataclassTypeError DateError DateNotInTheFutureError DateNotInThePastError
		DateTimeError DecimalError DecimalIsNotFiniteError DecimalMaxDigitsError DecimalMaxPlacesError
		DecimalWholeDigitsError DictError DurationError EmailError EnumError EnumMemberError ExtraError FloatError
		FrozenSetError FrozenSetMaxLengthError FrozenSetMinLengthError HashableError IPv4AddressError
		IPv4InterfaceError IPv4NetworkError IPv6AddressError IPv6InterfaceError IPv6NetworkError IPvAnyAddressError
		IPvAnyInterfaceError IPvAnyNetworkError IntEnumError IntegerError InvalidByteSize InvalidByteSizeUnit
		InvalidDiscriminator InvalidLengthForBrand JsonError JsonTypeError ListError ListMaxLengthError
		ListMinLengthError ListUniqueItemsError LuhnValidationError MissingDiscriminator MissingError
		NoneIsAllowedError NoneIsNotAllowedError NotDigitError NotNoneError NumberNotGeError NumberNotGtError
		NumberNotLeError NumberNotLtError NumberNotMultipleError PathError PathNotADirectoryError PathNotAFileError
		PathNotExistsError PatternError PyObjectError PydanticTypeError PydanticValueError SequenceError SetError
		SetMaxLengthError SetMinLengthError StrError StrRegexError StrictBoolError SubclassError TimeError TupleError
		TupleLengthError UUIDError UUIDVersionError UrlError UrlExtraError UrlHostError UrlHostTldError UrlPortError
		UrlSchemeError UrlSchemePermittedError UrlUserInfoError WrongConstantError`,
	"pydantic.fields": `DeferredType ModelField Undefined UndefinedType is_finalvar_with_default_val`,
	"pydantic.generics": `
		check_parameters_count get_caller_frame_info iter_contained_typevars replace_types`,
	"pydantic.main":     `ModelMetaclass validate_model`,
	"pydantic.networks": `stricturl`,
	"pydantic.parse":    `Protocol load_file load_str_bytes`,
	"pydantic.schema": `
		SkipField add_field_type_to_schema encode_default enum_process_schema field_schema field_singleton_schema
		field_singleton_sub_fields_schema field_type_schema get_annotation_from_field_info
		get_annotation_with_constraints get_field_info_schema get_field_schema_validations get_flat_models_from_field
		get_flat_models_from_fields get_flat_models_from_model get_flat_models_from_models get_long_model_name
		get_model_name_map get_schema_ref model_process_schema model_schema model_type_schema
		multitypes_literal_field_for_schema normalize_name schema`,
	"pydantic.tools": `parse_file_as parse_raw_as`,
	"pydantic.types": `
		ConstrainedBytes ConstrainedDate ConstrainedDecimal ConstrainedFloat ConstrainedFrozenSet ConstrainedInt
		ConstrainedList ConstrainedSet ConstrainedStr JsonWrapper NoneBytes NoneStr NoneStrBytes SecretField StrBytes`,
	"pydantic.typing": `
		AbstractSetIntStr AnyCallable AnyClassMethod CallableGenerator DictAny DictIntStrAny DictStrAny IntStr ListStr
		MappingIntStrAny NoArgAnyCallable NoneType ReprArgs SetStr StrPath TupleGenerator WithArgsTypes
		all_literal_values display_as_type get_all_type_hints get_args get_origin get_sub_types is_callable_type
		is_classvar is_finalvar is_literal_type is_namedtuple is_new_type is_none_type is_typeddict
		is_typeddict_special is_union new_type_supertype resolve_annotations typing_base update_field_forward_refs
		update_model_forward_refs`,
	"pydantic.utils": `
		ClassAttribute DUNDER_ATTRIBUTES PyObjectStr ValueItems almost_equal_floats get_discriminator_alias_and_values
		get_model get_unique_discriminator_alias in_ipython is_valid_identifier path_type validate_field_name`,
	"pydantic.validators": `
		IfConfig any_class_validator anystr_length_validator anystr_lower anystr_strip_whitespace anystr_upper
		bool_validator bytes_validator callable_validator constant_validator constr_length_validator constr_lower
		constr_strip_whitespace constr_upper decimal_validator deque_validator dict_validator enum_member_validator
		enum_validator find_validators float_finite_validator float_validator frozenset_validator hashable_validator
		int_enum_validator int_validator ip_v4_address_validator ip_v4_interface_validator ip_v4_network_validator
		ip_v6_address_validator ip_v6_interface_validator ip_v6_network_validator list_validator
		make_arbitrary_type_validator make_class_validator make_literal_validator make_namedtuple_validator
		make_typeddict_validator none_validator number_multiple_validator number_size_validator ordered_dict_validator
		path_exists_validator path_validator pattern_validator set_validator str_validator strict_bytes_validator
		strict_float_validator strict_int_validator strict_str_validator tuple_validator uuid_validator validate_json`,
	"pydantic.version": `compiled`,
}

// removed tells, by module and name ("pydantic:NoneStr"), what is gone.
var removed = map[string]bool{}

// oldNames are the last parts of all names that version 2 has elsewhere or not
// at all.
var oldNames = map[string]bool{"BaseSettings": true}

func init() {
	for module, names := range removedNames {
		for name := range strings.FieldsSeq(names) {
			removed[module+":"+name] = true
			oldNames[name] = true
		}
	}
	for name := range movedNames {
		_, last, _ := strings.Cut(name, ":")
		oldNames[last] = true
	}
}
