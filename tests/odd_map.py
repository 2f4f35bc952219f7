"""The map of the odd inputs: which test holds which, and its siblings; ``test_odd_inputs`` checks it."""

from __future__ import annotations

#: Folder of the collection → files → the test that holds them, and siblings: other inputs of the same kind.
HELD: dict[str, tuple[str, ...]] = {
    # 01 a coarse thumbnail decides that two papers are one
    "intake/alike/对账单[ABC].png": (
        "test_intake_alike::test_three_statements_that_differ_in_one_amount_are_three_papers",
        "test_intake_alike::test_one_pixel_of_a_large_scan_is_doubt",
        "test_intake_alike::test_sixteen_bits_are_not_made_eight_to_be_called_equal",
    ),
    # 02 a twin is judged by its first frame
    "intake/alike/送货单1.jpg": (
        "test_intake_alike::test_a_bound_file_is_never_left_out_beside_its_first_page",
        "test_intake_alike::test_bound_files_that_differ_in_their_last_page_are_two",
        "test_intake_alike::test_an_animation_is_no_twin_of_its_first_picture",
    ),
    "formats/送货单*": (
        "test_intake_alike::test_a_bound_file_is_never_left_out_beside_its_first_page",
        "test_intake_alike::test_bound_files_that_are_equal_in_every_page_are_one",
        "test_intake_alike::test_of_equal_pictures_the_lossless_one_is_kept_unless_the_photo_says_its_day",
    ),
    # 03 the mark of another format in the first bytes
    "formats/发票.*": (
        "test_formats_recognise::test_a_mark_further_in_does_not_beat_the_first_bytes",
        "test_formats_recognise::test_a_text_that_speaks_of_pdf_is_a_text",
        "test_formats_recognise::test_a_pdf_may_have_something_in_front_but_nothing_of_another_format",
    ),
    "formats/stored-pdfs.zip": (
        "test_formats_recognise::test_a_mark_further_in_does_not_beat_the_first_bytes",
        "test_formats_recognise::test_a_text_that_speaks_of_pdf_is_a_text",
        "test_formats_recognise::test_a_pdf_may_have_something_in_front_but_nothing_of_another_format",
    ),
    "formats/说明.txt": (
        "test_formats_recognise::test_a_mark_further_in_does_not_beat_the_first_bytes",
        "test_formats_recognise::test_a_text_that_speaks_of_pdf_is_a_text",
        "test_formats_recognise::test_a_pdf_may_have_something_in_front_but_nothing_of_another_format",
    ),
    # 04 templates
    "odd-inputs/04-templates/*-gone.docx": (
        "test_odd_inputs::test_conditions_that_take_everything_leave_a_whole_paper",
        "test_engine_whole::test_no_paper_is_damaged",
        "test_engine_whole::test_nothing_of_a_cell_row_or_table_that_stays_is_lost",
    ),
    "odd-inputs/04-templates/cell-all-conditional.docx": (
        "test_odd_inputs::test_conditions_that_take_everything_leave_a_whole_paper",
        "test_engine_whole::test_no_paper_is_damaged",
        "test_engine_whole::test_a_merged_cell_begins_where_its_first_row_went",
    ),
    "odd-inputs/04-templates/section-break-in-condition.docx": (
        "test_odd_inputs::test_what_no_rule_can_mend_is_refused_with_its_place",
        "test_engine_whole::test_sections_come_and_go_whole",
        "test_engine_lint::test_a_picture_or_section_break_beside_a_paragraph_tag_is_lost",
    ),
    "odd-inputs/04-templates/core-properties.docx": (
        "test_odd_inputs::test_the_former_life_of_a_template_stays_behind",
        "test_engine_former::test_the_old_file_leaves_no_word_behind",
        "test_engine_former::test_a_photograph_keeps_its_pixels_and_direction_and_nothing_else",
    ),
    "odd-inputs/04-templates/doc-variables.docx": (
        "test_odd_inputs::test_the_former_life_of_a_template_stays_behind",
        "test_engine_former::test_the_old_file_leaves_no_word_behind",
        "test_engine_former::test_styles_nothing_uses_take_their_names_with_them",
    ),
    "odd-inputs/04-templates/wps-attached-template.docx": (
        "test_odd_inputs::test_the_former_life_of_a_template_stays_behind",
        "test_engine_former::test_a_template_link_to_the_net_is_no_habit_of_wps_and_refused",
        "test_engine_gate::test_an_attached_template_from_the_net_is_refused",
    ),
    "odd-inputs/04-templates/tracked-changes.docx": (
        "test_odd_inputs::test_what_no_rule_can_mend_is_refused_with_its_place",
        "test_engine_former::test_tracked_changes_are_refused_by_name_with_their_place",
        "test_engine_former::test_tracked_changes_of_rows_cells_headers_and_styles_are_seen",
    ),
    "odd-inputs/04-templates/single-brace.docx": (
        "test_odd_inputs::test_what_no_rule_can_mend_is_refused_with_its_place",
        "test_engine_lint::test_full_width_braces_are_told",
        "test_engine_lint::test_braces_that_melt_over_paragraphs_are_told",
    ),
    "odd-inputs/04-templates/zero-width-in-tag.docx": (
        "test_odd_inputs::test_what_no_rule_can_mend_is_refused_with_its_place",
        "test_engine_lint::test_a_faulty_tag_is_told_with_paragraph_and_words",
        "test_engine_lint::test_everything_is_told_at_once_in_the_order_of_the_document",
    ),
    # 05 hidden in originals
    "odd-inputs/05-hidden-in-originals/*.docx": (
        "test_odd_inputs::test_what_lies_hidden_in_an_original_is_told",
        "test_hidden::test_what_a_document_hides_is_told_with_its_place",
        "test_hidden::test_what_a_workbook_hides_is_told_with_its_place",
    ),
    "formats/合同PDF批注.pdf": (
        "test_odd_inputs::test_what_lies_hidden_in_an_original_is_told",
        "test_hidden::test_what_a_pdf_hides_is_told_with_its_place",
        "test_hidden::test_what_a_file_inside_a_pdf_hides_is_told_with_its_name",
    ),
    # 06 values without appearance
    "formats/tx-noap.pdf": (
        "test_odd_inputs::test_values_without_a_look_stand_on_the_page",
        "test_bundle_looks::test_a_value_without_a_look_stands_on_the_page_and_is_named",
        "test_bundle_looks::test_what_cannot_be_drawn_is_named_with_its_page",
    ),
    "formats/freetext-noap.pdf": (
        "test_odd_inputs::test_values_without_a_look_stand_on_the_page",
        "test_bundle_looks::test_a_remark_without_a_look_is_drawn_where_it_belongs",
        "test_bundle_looks::test_what_is_switched_off_is_not_drawn",
    ),
    # 07 mails
    "formats/raw-*.eml": (
        "test_formats_content::test_headers_that_are_not_encoded_are_read",
        "test_formats_mail::test_a_subject_is_read_whatever_was_made_of_it",
        "test_formats_mail::test_an_attachment_is_named_as_its_sender_named_it",
    ),
    "formats/bom.eml": (
        "test_formats_content::test_headers_that_are_not_encoded_are_read",
        "test_formats_mail::test_a_label_that_does_not_fit_is_told_and_the_words_are_read",
        "test_formats_mail::test_no_bytes_and_no_label_stop_the_reading",
    ),
    # 08 tables of chats
    "formats/wx_quote.csv": (
        "test_formats_chat_damage::test_an_unclosed_quote_swallows_nothing",
        "test_formats_chat_damage::test_a_quote_that_closes_in_a_later_message_swallows_nothing",
        "test_formats_chat_damage::test_an_unclosed_message_of_several_lines_is_kept_apart",
    ),
    "formats/wx_excel_sci.csv": (
        "test_formats_chat_damage::test_times_that_a_spreadsheet_spoilt_come_from_the_other_column_and_are_told",
        "test_formats_chat_damage::test_a_count_of_days_is_read",
        "test_formats_chat_damage::test_a_time_in_no_column_is_named_and_not_invented",
    ),
    "formats/wx_nul.csv": (
        "test_formats_chat_damage::test_one_zero_byte_costs_nothing_else",
        "test_formats_chat_damage::test_each_line_is_read_in_its_own_encoding",
        "test_formats_chat_damage::test_a_character_cut_in_two_costs_only_itself",
    ),
    # 09 case files
    "casefile/*-indent.yaml": (
        "test_yamltree_slips::test_case_files_that_people_wrote",
        "test_yamltree_slips::test_each_slip_is_named_at_its_place_with_the_mended_line",
        "test_yamltree_slips::test_no_mixture_of_signs_raises_or_is_told_outside_the_file",
    ),
    "casefile/fullwidth-*.yaml": (
        "test_yamltree_slips::test_case_files_that_people_wrote",
        "test_yamltree_slips::test_a_sign_of_the_wrong_width_anywhere_is_told_on_its_line_or_stands_in_a_text",
        "test_yamltree_slips::test_the_mended_line_reads",
    ),
    "casefile/curly-quotes.yaml": (
        "test_yamltree_slips::test_case_files_that_people_wrote",
        "test_yamltree_slips::test_a_quote_closed_by_a_curly_one_is_told_where_it_was_opened",
        "test_yamltree_slips::test_a_value_in_curly_quotes_over_several_lines_is_told_on_its_first",
    ),
    "casefile/control-char.yaml": (
        "test_yamltree_slips::test_case_files_that_people_wrote",
        "test_yamltree_slips::test_each_slip_is_named_at_its_place_with_the_mended_line",
        "test_yamltree_slips::test_slips_in_the_catalogue_are_named_like_those_of_the_case_file",
    ),
    "casefile/mixed-encoding.yaml": (
        "test_yamltree_slips::test_case_files_that_people_wrote",
        "test_yamltree_slips::test_every_line_of_another_encoding_is_named",
        "test_yamltree_slips::test_lines_of_gbk_are_found_wherever_they_stand",
    ),
    "casefile/date-*.yaml": (
        "test_casefile_values::test_case_files_that_people_wrote_are_read",
        "test_casefile_values::test_a_day_with_its_time_or_weekday_is_that_day",
        "test_casefile_values::test_an_uncertain_day_is_refused_in_the_words_for_days",
    ),
    "casefile/rate-reason.yaml": (
        "test_casefile_values::test_case_files_that_people_wrote_are_read",
        "test_casefile_values::test_an_uncertain_rate_is_refused_in_the_words_for_rates",
        "test_cn_rates::test_rates_refused_with_their_reason",
    ),
    "casefile/floating-penalty.yaml": (
        "test_odd_inputs::test_a_penalty_of_four_times_lpr_is_read",
        "test_casefile_values::test_a_penalty_on_lpr_is_read_and_interest_on_it_is_refused_by_name",
        "test_cn_rates::test_rates_on_a_published_one_are_taken_apart",
    ),
    "odd-cases/born-in-future.yaml": (
        "test_casefile_persons::test_the_files_of_the_collection",
        "test_casefile_persons::test_who_signs_is_born_and_of_age",
        "test_casefile_persons::test_who_acts_for_others_is_of_age_on_the_day_of_the_answers",
    ),
    "odd-cases/passport.yaml": (
        "test_casefile_persons::test_the_files_of_the_collection",
        "test_casefile_persons::test_papers_of_every_person_are_taken_and_named_in_the_paper",
        "test_casefile_persons::test_a_paper_that_is_named_must_fit_its_number",
    ),
    "odd-cases/uscc-is-an-id.yaml": (
        "test_casefile_persons::test_the_files_of_the_collection",
        "test_casefile_persons::test_what_is_no_credit_code_is_called_by_its_name",
        "test_casefile_persons::test_a_number_is_never_both_a_credit_code_and_an_identity_number",
    ),
    "odd-cases/letter-without-material.yaml": (
        "test_papers_sums::test_a_letter_without_material_says_nothing_of_material_and_its_sections_run_on",
        "test_papers_sums::test_no_shipped_paper_of_a_bare_matter_has_an_empty_list_or_a_sum_that_fails",
        "test_papers_sums::test_a_template_that_breaks_the_sums_gives_no_paper",
    ),
    "odd-cases/preservation-below-claim.yaml": (
        "test_papers_sums::test_preservation_below_the_claim_says_so_for_each_respondent",
        "test_papers_sums::test_preservation_below_an_uncapped_guarantee_is_told_as_part_of_it",
        "test_papers_sums::test_a_bracket_holds_exactly_when_its_parts_come_to_the_sum",
    ),
    # 10 lists as Windows tools write them
    "odd-inputs/10-verify-lists*": (
        "test_odd_inputs::test_a_list_as_windows_tools_write_it_is_read",
        "test_verify_lists::test_a_list_in_any_usual_form_is_read",
        "test_verify_lists::test_a_list_that_cannot_be_used_accuses_no_file",
    ),
    # 12 a wide screenshot (11, the names, are made where they are tested)
    "formats/ERP宽表截图.png": (
        "test_bundle_pictures::test_a_wide_screenshot_is_cut_from_left_to_right_and_told",
        "test_bundle_pictures::test_a_wide_screenshot_that_was_turned_is_cut_as_it_is_seen",
        "test_bundle_pictures::test_a_wide_picture_that_can_be_read_on_one_sheet_is_not_cut",
    ),
}
#: Section of "nothing passes in silence" and kind → the test of the instance, and siblings.
INSTANCES: dict[str, tuple[str, ...]] = {
    "1 required text of blanks": (
        "test_casefile_values::test_a_required_text_of_blanks_is_missing",
        "test_casefile_values::test_no_required_text_of_any_fact_takes_blanks",
        "test_casefile_values::test_any_mixture_of_blanks_is_blank",
        "test_yamltree_slips::test_a_required_text_of_the_catalogue_is_missing_when_blank",
    ),
    "1 facts entered twice": (
        "test_casefile_twins::test_a_payment_entered_a_second_time_is_refused_or_asked_about",
        "test_casefile_twins::test_copies_are_refused_twins_are_asked_about_and_what_is_told_apart_is_two",
        "test_casefile_twins::test_every_group_of_facts_is_looked_through",
    ),
    "1 creditor is debtor, one party under two ids": (
        "test_casefile_twins::test_creditor_and_debtor_are_two",
        "test_casefile_twins::test_one_company_under_two_ids_is_refused_however_its_name_is_typed",
        "test_casefile_twins::test_persons_of_one_name_are_told_apart_by_their_numbers_or_by_a_look",
    ),
    "1 amounts of odd spelling": (
        "test_cn_amounts::test_amounts_refused_with_their_reason",
        "test_cn_yuan::test_amounts_as_people_write_them",
        "test_cn_yuan::test_a_spelling_that_lost_a_sign_is_never_another_amount_of_the_same_signs",
    ),
    "1 numbers of persons and companies": (
        "test_casefile_persons::test_what_is_no_credit_code_is_called_by_its_name",
        "test_casefile_persons::test_who_signs_is_born_and_of_age",
        "test_cn_identifiers::test_credit_codes_with_problems",
        "test_cn_identifiers::test_id_numbers_with_problems",
    ),
    "1 papers of persons from abroad": (
        "test_casefile_persons::test_papers_of_every_person_are_taken_and_named_in_the_paper",
        "test_casefile_persons::test_a_paper_that_is_named_must_fit_its_number",
        "test_casefile_persons::test_a_wrong_check_digit_of_a_residence_permit_is_found",
    ),
    "1 signs of the wrong width, invisible blanks, encodings": (
        "test_yamltree_slips::test_each_slip_is_named_at_its_place_with_the_mended_line",
        "test_yamltree_slips::test_all_slips_of_a_file_are_told_at_once_in_their_order",
        "test_yamltree_slips::test_other_encodings_are_named_with_their_line",
    ),
    "1 one reader of rates": (
        "test_casefile_values::test_rates_as_contracts_say_them",
        "test_cn_rates::test_rates_as_contracts_write_them",
        "test_values_at_every_door::test_a_rate_is_read_alike_at_every_door",
    ),
    "1 days with time and weekday": (
        "test_casefile_values::test_a_day_with_its_time_or_weekday_is_that_day",
        "test_casefile_values::test_an_uncertain_day_is_refused_in_the_words_for_days",
        "test_values_at_every_door::test_a_day_is_read_alike_at_every_door",
    ),
    "2 parts in a bracket add up": (
        "test_papers_sums::test_a_bracket_holds_exactly_when_its_parts_come_to_the_sum",
        "test_papers_sums::test_parts_that_do_not_come_to_the_sum_are_told_with_both_figures",
        "test_papers_sums::test_whatever_was_paid_and_asked_every_paper_adds_up",
    ),
    "2 the former life of a template": (
        "test_engine_former::test_the_old_file_leaves_no_word_behind",
        "test_engine_former::test_hidden_text_is_refused_with_its_place_however_it_is_hidden",
        "test_engine_former::test_everything_unseen_is_told_at_once",
    ),
    "2 braces and invisible signs in tags": (
        "test_engine_lint::test_a_faulty_tag_is_told_with_paragraph_and_words",
        "test_engine_lint::test_full_width_braces_are_told",
        "test_engine_lint::test_braces_that_melt_over_paragraphs_are_told",
    ),
    "2 a package torn by a condition": (
        "test_engine_whole::test_no_paper_is_damaged",
        "test_engine_whole::test_what_cannot_be_repaired_is_named_with_its_place",
        "test_engine_whole::test_sections_come_and_go_whole",
    ),
    "2 a disk that refuses a paper": (
        "test_papers_disk::test_a_disk_that_gives_up_at_any_moment_keeps_the_old_papers",
        "test_papers_disk::test_the_folder_is_named_not_the_half_made_file",
        "test_bad_disks::test_a_read_only_disk_is_told_before_anything_is_done",
    ),
    "3 near duplicates": (
        "test_intake_alike::test_three_statements_that_differ_in_one_amount_are_three_papers",
        "test_intake_alike::test_one_pixel_of_a_large_scan_is_doubt",
        "test_intake_alike::test_what_is_too_much_to_compare_stays",
    ),
    "3 hidden content": (
        "test_hidden::test_what_a_pdf_hides_is_told_with_its_place",
        "test_hidden::test_what_a_document_hides_is_told_with_its_place",
        "test_hidden::test_what_a_workbook_hides_is_told_with_its_place",
    ),
    "3 files inside files": (
        "test_hidden::test_what_a_file_inside_a_pdf_hides_is_told_with_its_name",
        "test_hidden::test_what_a_file_inside_hides_is_told_with_its_name",
        "test_hidden::test_files_embedded_in_documents_of_word_and_excel_are_searched",
    ),
    "3 values without a look": (
        "test_bundle_looks::test_a_value_without_a_look_stands_on_the_page_and_is_named",
        "test_bundle_looks::test_a_remark_without_a_look_is_drawn_where_it_belongs",
        "test_bundle_looks::test_what_cannot_be_drawn_is_named_with_its_page",
    ),
    "3 damaged scans inside PDFs": (
        "test_damage::test_a_damaged_picture_in_a_pdf_is_told_with_its_page",
        "test_damage::test_most_holes_in_a_scan_are_found_wherever_they_are",
        "test_damage::test_a_picture_that_is_not_in_the_file_is_told_with_its_page",
    ),
    "3 dropped inner links": (
        "test_bundle_looks::test_jumps_that_no_longer_jump_are_counted",
        "test_bundle_looks::test_a_jump_to_a_page_that_is_not_filed_is_told",
        "test_bundle_looks::test_a_jump_to_nowhere_is_told",
    ),
    "3 wide pictures": (
        "test_bundle_pictures::test_a_wide_screenshot_is_cut_from_left_to_right_and_told",
        "test_bundle_pictures::test_a_wide_screenshot_that_was_turned_is_cut_as_it_is_seen",
        "test_bundle_pictures::test_a_wide_picture_that_can_be_read_on_one_sheet_is_not_cut",
    ),
    "3 one exhibit never stops the package": (
        "test_bundle_faults::test_an_exhibit_that_fails_is_a_placeholder_and_costs_no_other",
        "test_bundle_faults::test_a_member_that_fails_costs_no_other_member",
        "test_bundle_placeholders::test_one_bad_page_does_not_cost_the_others",
    ),
    "3 unprintable titles": (
        "test_odd_inputs::test_a_name_that_cannot_be_printed_is_drafted_in_words_that_can",
        "test_bundle_package::test_a_title_with_characters_no_font_has_is_printed_with_marks_and_told",
        "test_bundle_package::test_a_purpose_and_a_group_with_an_unknown_character_do_not_stop_the_package",
    ),
    "4 names of received files": (
        "test_what_leaves::test_a_package_of_a_draft_says_no_name_of_a_received_file",
        "test_bundle_format::test_no_name_as_received_is_in_the_package",
        "test_bundle_package::test_the_list_of_files_tells_packed_names_only_and_holds_no_formula",
    ),
    "4 files that wait for a decision": (
        "test_decisions::test_a_listed_file_without_a_decision_is_refused_and_the_line_to_add_is_shown",
        "test_decisions::test_the_draft_lists_none_of_them_and_loses_none",
        "test_decisions::test_an_attachment_within_an_exhibit_waits_too",
    ),
    "4 positions, owners, machines": (
        "test_what_leaves::test_nothing_but_what_is_seen_comes_into_the_reading_copy",
        "test_what_leaves::test_what_the_originals_tell_is_said_once_with_count_and_exhibits",
        "test_what_leaves::test_no_time_of_a_file_no_machine_and_no_user_is_in_the_package",
    ),
    "4 files that arrive later": (
        "test_one_gap::test_a_file_that_arrived_later_leaves_a_marked_draft_until_it_is_accounted_for",
        "test_one_gap::test_what_arrived_later_is_named_on_the_screen_and_in_no_package",
        "test_bundle_format::test_a_file_that_the_catalogue_says_nothing_of_is_named_and_makes_a_draft",
    ),
    "5 outputs write only their own": (
        "test_outputs::test_nothing_is_written_into_what_must_stay_as_it_is",
        "test_outputs::test_what_is_there_is_replaced_only_if_it_is_ours",
        "test_outputs::test_rates_are_not_written_through_a_link_or_into_a_package",
    ),
    "5 links in place of folders": (
        "test_outputs::test_a_link_in_place_of_a_folder_or_file_of_the_matter_is_refused_by_every_verb",
        "test_outputs::test_a_package_that_is_a_link_is_no_package_of_the_matter",
        "test_bundle_format_checks::test_what_is_no_file_is_told_and_not_read",
    ),
    "5 killed runs": (
        "test_killed_runs::test_new_with_material_can_be_typed_again_after_a_kill_at_any_moment",
        "test_killed_runs::test_a_demo_cut_short_is_walked_to_its_end",
        "test_killed_runs::test_what_a_killed_run_left_is_cleared_by_the_next_that_writes",
    ),
    "5 two at once": (
        "test_matter_lock::test_two_processes_that_write_lose_nothing",
        "test_matter_lock::test_two_threads_take_turns_too",
        "test_matter_lock::test_verbs_that_write_wait_and_give_up_with_a_code_of_their_own",
    ),
    "5 stale figures": (
        "test_stale_figures::test_an_annex_of_another_day_than_the_papers_is_told",
        "test_stale_figures::test_the_same_day_with_another_payment_is_told_too",
        "test_stale_figures::test_an_older_annex_kept_because_it_was_edited_is_told",
    ),
    "6 verify says what it knows": (
        "test_bundle_format_checks::test_whoever_makes_everything_anew_is_seen_by_a_digest_kept_elsewhere_alone",
        "test_bundle_format_checks::test_without_register_and_list_nothing_is_called_the_same",
        "test_bundle_format_checks::test_an_original_exchanged_for_one_that_was_never_received_is_seen_by_the_register",
    ),
    "6 lists of other tools": (
        "test_verify_lists::test_a_list_in_any_usual_form_is_read",
        "test_verify_lists::test_a_list_that_cannot_be_used_accuses_no_file",
        "test_verify_lists::test_names_that_gnu_escapes_are_read",
    ),
    "6 system files of the reader": (
        "test_bundle_format_checks::test_what_a_readers_computer_adds_is_told_apart_and_the_verdict_stands",
        "test_bundle_format_checks::test_a_document_under_the_name_of_a_system_file_is_added",
        "test_intake_hostile::test_a_document_under_a_system_name_is_not_swallowed",
    ),
    "6 and 7 endless input": (
        "test_verify_lists::test_an_endless_list_is_read_to_its_bound",
        "test_files_writing::test_no_verb_hangs_on_a_file_without_end",
        "test_files_writing::test_what_has_no_end_is_not_read",
    ),
    "7 memory flat per placeholder": (
        "test_bundle_weaving::test_few_parts_are_open_at_a_time",
        "test_bundle_weaving::test_members_of_an_archive_do_not_stay_in_one_part",
        "test_bundle_weaving::test_a_large_part_stands_alone",
    ),
    "7 names and locales that are no text": (
        "test_odd_surroundings::test_words_and_names_that_are_no_text_are_told_not_broken_by",
        "test_odd_surroundings::test_a_locale_without_chinese_changes_nothing",
        "test_odd_surroundings::test_a_matter_in_a_folder_that_is_no_text_is_refused_by_name",
    ),
    "7 one screen": (
        "test_cli_told::test_the_same_complaint_stands_once_with_count_and_places",
        "test_cli_told::test_an_intake_of_many_odd_files_fits_one_screen_and_its_list_holds_all",
        "test_cli_told::test_many_changed_fields_of_many_papers_fit_one_screen",
    ),
    "8 libraries": (
        "test_dependencies::test_what_no_module_imports_is_no_requirement",
        "test_dependencies::test_no_library_of_the_plain_installation_or_of_the_recognition_is_under_the_gpl",
        "test_dependencies::test_notices_and_constraints_name_every_library_that_comes_along",
    ),
    "8 the second reader": (
        "test_second_reader::test_pages_of_a_file_that_the_first_reader_gives_up_are_saved",
        "test_second_reader::test_a_value_that_the_second_reader_finds_otherwise_is_told",
        "test_second_reader::test_a_page_that_came_out_otherwise_is_told",
    ),
}
